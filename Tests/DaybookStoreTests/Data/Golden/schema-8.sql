CREATE TABLE credits (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
    account INTEGER NOT NULL REFERENCES accounts (row),
    currency TEXT NOT NULL REFERENCES currencies (code),
    amount INTEGER NOT NULL CHECK (amount > 0),
    priority INTEGER NOT NULL,
    effective_on TEXT NOT NULL,
    expires_on TEXT CHECK (expires_on > effective_on),
    purpose TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX credits_by_account ON credits (account, row);
CREATE INDEX credits_by_creation ON credits (created_at, row);

CREATE TRIGGER credits_version AFTER UPDATE ON credits
WHEN NEW.version = OLD.version AND (NEW.id, NEW.account, NEW.currency, NEW.amount, NEW.priority, NEW.effective_on, NEW.expires_on, NEW.purpose, NEW.created_at) IS NOT (OLD.id, OLD.account, OLD.currency, OLD.amount, OLD.priority, OLD.effective_on, OLD.expires_on, OLD.purpose, OLD.created_at)
BEGIN UPDATE credits SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TABLE credit_products (
    credit INTEGER NOT NULL REFERENCES credits (row),
    product INTEGER NOT NULL REFERENCES products (row),
    PRIMARY KEY (credit, product)
) STRICT, WITHOUT ROWID;
CREATE INDEX credit_products_by_product ON credit_products (product, credit);

CREATE TABLE credit_entries (
    row INTEGER PRIMARY KEY,
    credit INTEGER NOT NULL REFERENCES credits (row),
    kind TEXT NOT NULL
        CHECK (kind IN ('granted', 'used', 'returned', 'deducted', 'voided')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    made_on TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    invoice TEXT CHECK (length(invoice) = 26),
    note TEXT,
    CHECK ((kind IN ('used', 'returned')) = (invoice IS NOT NULL))
) STRICT;
CREATE INDEX credit_entries_by_credit ON credit_entries (credit, row);
CREATE INDEX credit_entries_by_invoice ON credit_entries (invoice, credit)
    WHERE invoice IS NOT NULL;
CREATE UNIQUE INDEX credits_are_granted_once ON credit_entries (credit)
    WHERE kind = 'granted';

CREATE TABLE line_credits (
    line INTEGER NOT NULL REFERENCES lines (row),
    credit INTEGER NOT NULL REFERENCES credits (row),
    amount INTEGER NOT NULL CHECK (amount > 0),
    PRIMARY KEY (line, credit)
) STRICT, WITHOUT ROWID;
CREATE INDEX line_credits_by_credit ON line_credits (credit, line);

CREATE TRIGGER credits_stay BEFORE UPDATE OF
    id, account, currency, amount, priority, effective_on, expires_on, created_at ON credits
BEGIN SELECT RAISE(ABORT, 'a credit stays as it was granted'); END;

CREATE TRIGGER credits_are_granted_in_full BEFORE INSERT ON credit_entries
WHEN NEW.kind = 'granted' AND NOT EXISTS (SELECT 1 FROM credits
    WHERE row = NEW.credit AND amount = NEW.amount AND effective_on = NEW.made_on)
BEGIN SELECT RAISE(ABORT, 'a credit stays as it was granted'); END;

CREATE TRIGGER credits_are_not_overdrawn BEFORE INSERT ON credit_entries
WHEN NEW.kind IN ('used', 'deducted', 'voided') AND NEW.amount > (
    SELECT ifnull(sum(iif(kind IN ('granted', 'returned'), amount, -amount)), 0)
    FROM credit_entries WHERE credit = NEW.credit)
BEGIN SELECT RAISE(ABORT, 'no more is taken of a credit than is left'); END;

CREATE TRIGGER credits_are_used_by_invoices BEFORE INSERT ON credit_entries
WHEN NEW.kind = 'used' AND NOT EXISTS (SELECT 1
    FROM invoices JOIN credits ON credits.account = invoices.account
        AND credits.currency = invoices.currency
    WHERE invoices.id = NEW.invoice AND credits.row = NEW.credit)
BEGIN SELECT RAISE(ABORT, 'a credit is used by an invoice of its account'); END;

CREATE TRIGGER credits_are_returned_once BEFORE INSERT ON credit_entries
WHEN NEW.kind = 'returned' AND NEW.amount > (
    SELECT ifnull(sum(iif(kind = 'used', amount, -amount)), 0)
    FROM credit_entries WHERE credit = NEW.credit AND invoice = NEW.invoice)
BEGIN SELECT RAISE(ABORT, 'no more is returned to a credit than was used'); END;

CREATE TRIGGER credit_entries_stay_when_changed BEFORE UPDATE ON credit_entries
BEGIN SELECT RAISE(ABORT, 'an entry of a credit is never changed'); END;

CREATE TRIGGER credit_grants_stay BEFORE DELETE ON credit_entries
WHEN OLD.kind = 'granted' AND EXISTS (SELECT 1 FROM credit_entries
    WHERE credit = OLD.credit AND row > OLD.row)
BEGIN SELECT RAISE(ABORT, 'a credit of which something was taken stays granted'); END;

CREATE TRIGGER credit_uses_stay BEFORE DELETE ON credit_entries
WHEN OLD.kind = 'used' AND EXISTS (SELECT 1 FROM credit_entries
    WHERE credit = OLD.credit AND row > OLD.row)
BEGIN SELECT RAISE(ABORT, 'a credit was taken of again since an invoice used it'); END;

CREATE TRIGGER credit_returns_stay BEFORE DELETE ON credit_entries
WHEN OLD.kind = 'returned' AND EXISTS (SELECT 1 FROM credit_entries
    WHERE credit = OLD.credit AND row > OLD.row)
BEGIN SELECT RAISE(ABORT, 'a credit was taken of again since it was returned'); END;

CREATE TRIGGER credit_takings_stay BEFORE DELETE ON credit_entries
WHEN OLD.kind IN ('deducted', 'voided') AND EXISTS (SELECT 1 FROM credit_entries
    WHERE credit = OLD.credit AND row > OLD.row)
BEGIN SELECT RAISE(ABORT, 'a credit was taken of again since'); END;

CREATE TRIGGER issued_uses_stay BEFORE DELETE ON credit_entries
WHEN EXISTS (SELECT 1 FROM invoices WHERE id = OLD.invoice AND number IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'an issued invoice is never changed'); END;

CREATE TRIGGER line_credits_stay_when_changed BEFORE UPDATE ON line_credits
BEGIN SELECT RAISE(ABORT, 'an entry of a credit is never changed'); END;

CREATE TRIGGER issued_line_credits_stay BEFORE DELETE ON line_credits
WHEN (SELECT number FROM invoices JOIN lines ON lines.invoice = invoices.row
    WHERE lines.row = OLD.line) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an issued invoice is never changed'); END;

CREATE TRIGGER issued_line_credits_are_all BEFORE INSERT ON line_credits
WHEN (SELECT number IS NOT NULL AND invoices.version > 1
    FROM invoices JOIN lines ON lines.invoice = invoices.row WHERE lines.row = NEW.line)
BEGIN SELECT RAISE(ABORT, 'an issued invoice is never changed'); END;

CREATE TRIGGER used_credits_are_returned BEFORE DELETE ON invoices
WHEN OLD.number IS NULL AND (SELECT sum(iif(kind = 'used', amount, -amount))
    FROM credit_entries WHERE invoice = OLD.id) > 0
BEGIN SELECT RAISE(ABORT, 'what a draft used of credits is returned before it goes'); END;
