/// What was given up of invoices, too small to ask for or bad, and what of that came back: entries
/// with their days, which only ever grow in number. Which credit notes a billing run asked for:
/// what they take off counts as not billed. And the events in which meters find no quantity.
extension Schema {
    static let losses = """
        CREATE TABLE losses (
            row INTEGER PRIMARY KEY,
            invoice INTEGER NOT NULL REFERENCES invoices (row),
            kind TEXT NOT NULL CHECK (kind IN ('write_off', 'bad_debt')),
            amount INTEGER NOT NULL CHECK (amount <> 0),
            made_on TEXT NOT NULL CHECK (length(made_on) = 10)
        ) STRICT;
        CREATE INDEX losses_by_invoice ON losses (invoice, kind, amount);
        CREATE INDEX losses_by_day ON losses (made_on, row);

        INSERT INTO losses (invoice, kind, amount, made_on)
        SELECT invoice, 'write_off', amount, written_on FROM write_offs ORDER BY invoice;

        INSERT INTO losses (invoice, kind, amount, made_on)
        SELECT row, 'bad_debt', total - paid - credited, max(issued_on, ifnull(
            (SELECT substr(max(at), 1, 10) FROM journal_records
                JOIN journal ON journal.number = journal
                WHERE record = invoices.id AND instr(entry, '"uncollectible"')), due_on))
        FROM invoices WHERE state = 'uncollectible' AND total - paid - credited > 0
            AND row NOT IN (SELECT invoice FROM losses WHERE kind = 'bad_debt')
        ORDER BY row;

        DROP TABLE write_offs;

        CREATE VIEW write_offs AS
        SELECT invoice, sum(amount) AS amount, max(made_on) AS written_on FROM losses
        WHERE kind = 'write_off' GROUP BY invoice HAVING sum(amount) <> 0;

        \(closed("losses", "made_on", [.insert, .change, .delete]))

        ALTER TABLE credit_notes ADD COLUMN corrects INTEGER NOT NULL DEFAULT 0
            CHECK (corrects IN (0, 1));

        DROP TRIGGER credit_notes_version;

        \(versionTrigger(of: "credit_notes", creditNoteColumns + ["corrects"]))

        CREATE TABLE unreadable_events (
            event INTEGER PRIMARY KEY REFERENCES events (row),
            hour INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX unreadable_events_by_hour ON unreadable_events (hour, event);

        CREATE TRIGGER credit_notes_correct_as_issued BEFORE UPDATE OF corrects ON credit_notes
        WHEN NEW.corrects <> OLD.corrects
        BEGIN SELECT RAISE(ABORT, '\(Rule.creditNoteStays)'); END;
        """
}
