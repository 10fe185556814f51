extension Schema {
    /// Records with versions, and the journal of all that changes them.
    ///
    /// What lists of the journal sort by is computed from the entry itself, so that it cannot be
    /// changed apart from it. SQLite 3.40 lets no schema call its functions for JSON, so the text
    /// is cut where the canonical form has its members. A quote within a value is escaped: what is
    /// looked for stands nowhere else in the head, and the search ends before the changes. The
    /// actor keeps its escapes, the time loses its Z: so a second sorts before its fractions.
    static let journal = """
        ALTER TABLE organisation ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE customers ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE accounts ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE invoices ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

        \(versionTrigger(of: "organisation", organisationColumns))

        \(versionTrigger(of: "customers", customerColumns))

        \(versionTrigger(of: "accounts", accountColumns))

        \(versionTrigger(of: "invoices", invoiceColumns))

        CREATE TABLE journal (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            entry TEXT NOT NULL,
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            action TEXT NOT NULL GENERATED ALWAYS AS (
                substr(entry, 12, instr(entry, '","actor":"') - 12)
            ) VIRTUAL,
            actor TEXT NOT NULL GENERATED ALWAYS AS (
                substr(entry, instr(entry, '","actor":"') + 11,
                    instr(entry, '","at":"') - instr(entry, '","actor":"') - 11)
            ) VIRTUAL,
            at TEXT NOT NULL GENERATED ALWAYS AS (
                substr(entry, instr(entry, '","at":"') + 8,
                    instr(entry, '","ca') - instr(entry, '","at":"') - 9)
            ) VIRTUAL,
            cancels INTEGER GENERATED ALWAYS AS (
                CASE substr(entry, instr(entry, '","ca'), 12) WHEN '","cancels":' THEN
                    CAST(substr(entry, instr(entry, '","ca') + 12,
                        instr(entry, ',"cause":"') - instr(entry, '","ca') - 12) AS INTEGER)
                END
            ) VIRTUAL,
            cause TEXT NOT NULL GENERATED ALWAYS AS (
                substr(entry, instr(entry, ',"cause":"') + 10,
                    instr(entry, '","changes":') - instr(entry, ',"cause":"') - 10)
            ) VIRTUAL
        ) STRICT;
        CREATE INDEX journal_by_action ON journal (action, number);
        CREATE INDEX journal_by_actor ON journal (actor, number);
        CREATE INDEX journal_by_time ON journal (at, number);
        CREATE UNIQUE INDEX journal_by_cancelled ON journal (cancels) WHERE cancels IS NOT NULL;

        CREATE TABLE journal_records (
            record TEXT NOT NULL CHECK (length(record) = 26),
            journal INTEGER NOT NULL REFERENCES journal (number),
            PRIMARY KEY (record, journal)
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER journal_grows_at_its_end BEFORE INSERT ON journal
        WHEN NEW.number <> 1 + (SELECT ifnull(max(number), 0) FROM journal)
        BEGIN SELECT RAISE(ABORT, 'the journal only grows, at its end'); END;

        CREATE TRIGGER journal_stays_when_changed BEFORE UPDATE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;

        CREATE TRIGGER journal_stays BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
        """

    /// A trigger that raises a record's version with each change of its values, so that no
    /// statement can forget to. Columns that a later step adds need the trigger anew.
    static func versionTrigger(of table: String, _ columns: [String]) -> String {
        func row(_ name: String) -> String {
            "(" + columns.map { "\(name).\($0)" }.joined(separator: ", ") + ")"
        }
        return """
            CREATE TRIGGER \(table)_version AFTER UPDATE ON \(table)
            WHEN NEW.version = OLD.version AND \(row("NEW")) IS NOT \(row("OLD"))
            BEGIN UPDATE \(table) SET version = OLD.version + 1 WHERE row = NEW.row; END;
            """
    }

    private static let organisationColumns = [
        "id", "key", "legal_name", "trading_name", "address", "tax_ids", "currency", "time_zone",
        "email", "invoice_prefix",
    ]

    private static let customerColumns = [
        "id", "key", "name", "legal_name", "currency", "time_zone", "email", "tax_id", "address",
        "country", "state", "created_at", "note",
    ]

    private static let accountColumns = [
        "id", "key", "customer", "name", "currency", "time_zone", "state", "created_at",
    ]

    private static let invoiceColumns = [
        "id", "account", "number", "state", "currency", "period_from", "period_to", "issued_on",
        "due_on", "created_at", "approved_at", "issued_at", "paid_at", "voided_at", "net", "tax",
        "total", "paid", "credited", "note",
    ]
}
