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

CREATE TRIGGER closed_losses_stay_at_insert BEFORE INSERT ON losses
WHEN substr(NEW.made_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_losses_stay_at_change BEFORE UPDATE ON losses
WHEN substr(NEW.made_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months) OR substr(OLD.made_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_losses_stay_at_delete BEFORE DELETE ON losses
WHEN substr(OLD.made_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

ALTER TABLE credit_notes ADD COLUMN corrects INTEGER NOT NULL DEFAULT 0
    CHECK (corrects IN (0, 1));

DROP TRIGGER credit_notes_version;

CREATE TRIGGER credit_notes_version AFTER UPDATE ON credit_notes
WHEN NEW.version = OLD.version AND (NEW.id, NEW.invoice, NEW.number, NEW.issued_on, NEW.net, NEW.tax, NEW.total, NEW.reason, NEW.created_at, NEW.corrects) IS NOT (OLD.id, OLD.invoice, OLD.number, OLD.issued_on, OLD.net, OLD.tax, OLD.total, OLD.reason, OLD.created_at, OLD.corrects)
BEGIN UPDATE credit_notes SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TABLE unreadable_events (
    event INTEGER PRIMARY KEY REFERENCES events (row),
    hour INTEGER NOT NULL
) STRICT;
CREATE INDEX unreadable_events_by_hour ON unreadable_events (hour, event);

CREATE TRIGGER credit_notes_correct_as_issued BEFORE UPDATE OF corrects ON credit_notes
WHEN NEW.corrects <> OLD.corrects
BEGIN SELECT RAISE(ABORT, 'an issued credit note is never changed'); END;
