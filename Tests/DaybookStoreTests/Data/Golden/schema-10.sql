CREATE TABLE closed_months (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
    month TEXT NOT NULL UNIQUE CHECK (substr(month, 8) = '-01' AND length(month) = 10),
    closed_at INTEGER NOT NULL,
    closed_by TEXT NOT NULL CHECK (closed_by <> ''),
    left_open TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TRIGGER closed_months_version AFTER UPDATE ON closed_months
WHEN NEW.version = OLD.version AND (NEW.id, NEW.month, NEW.closed_at, NEW.closed_by, NEW.left_open) IS NOT (OLD.id, OLD.month, OLD.closed_at, OLD.closed_by, OLD.left_open)
BEGIN UPDATE closed_months SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TRIGGER closed_months_go_on BEFORE INSERT ON closed_months
WHEN NEW.month <= (SELECT max(month) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_months_open_from_the_end BEFORE DELETE ON closed_months
WHEN OLD.month < (SELECT max(month) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'months are opened again from the last one on'); END;

CREATE TRIGGER closed_invoices_stay_at_dating BEFORE UPDATE OF issued_on ON invoices
WHEN substr(NEW.issued_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_credit_notes_stay_at_insert BEFORE INSERT ON credit_notes
WHEN substr(NEW.issued_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_payments_stay_at_insert BEFORE INSERT ON payments
WHEN substr(NEW.received_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_payments_stay_at_change BEFORE UPDATE ON payments
WHEN substr(NEW.received_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months) OR substr(OLD.received_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_payments_stay_at_delete BEFORE DELETE ON payments
WHEN substr(OLD.received_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_allocations_stay_at_insert BEFORE INSERT ON allocations
WHEN substr(NEW.made_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_allocations_stay_at_change BEFORE UPDATE ON allocations
WHEN substr(NEW.made_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months) OR substr(OLD.made_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_allocations_stay_at_delete BEFORE DELETE ON allocations
WHEN substr(OLD.made_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_credit_entries_stay_at_insert BEFORE INSERT ON credit_entries
WHEN substr(NEW.made_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_credit_entries_stay_at_delete BEFORE DELETE ON credit_entries
WHEN substr(OLD.made_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_write_offs_stay_at_insert BEFORE INSERT ON write_offs
WHEN substr(NEW.written_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_write_offs_stay_at_change BEFORE UPDATE ON write_offs
WHEN substr(NEW.written_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months) OR substr(OLD.written_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_write_offs_stay_at_delete BEFORE DELETE ON write_offs
WHEN substr(OLD.written_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_revenue_entries_stay_at_insert BEFORE INSERT ON revenue_entries
WHEN substr(NEW.month, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_revenue_entries_stay_at_change BEFORE UPDATE ON revenue_entries
WHEN substr(NEW.month, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months) OR substr(OLD.month, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_revenue_entries_stay_at_delete BEFORE DELETE ON revenue_entries
WHEN substr(OLD.month, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;
