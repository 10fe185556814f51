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

CREATE TABLE entitlements (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
    account INTEGER NOT NULL REFERENCES accounts (row),
    product INTEGER NOT NULL REFERENCES products (row),
    kind TEXT NOT NULL CHECK (kind IN ('boolean', 'static', 'metered')),
    config TEXT,
    measures_from INTEGER,
    anchor INTEGER,
    interval TEXT,
    zone TEXT,
    is_soft INTEGER CHECK (is_soft IN (0, 1)),
    preserves_overage INTEGER CHECK (preserves_overage IN (0, 1)),
    aggregation TEXT,
    allowance TEXT,
    allowance_priority INTEGER,
    active_from INTEGER NOT NULL,
    active_to INTEGER CHECK (active_to > active_from),
    deleted_at INTEGER,
    created_at INTEGER NOT NULL,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((kind = 'static') = (config IS NOT NULL)),
    CHECK ((kind = 'metered') = (measures_from IS NOT NULL AND anchor IS NOT NULL
        AND interval IS NOT NULL AND zone IS NOT NULL AND is_soft IS NOT NULL
        AND preserves_overage IS NOT NULL AND aggregation IS NOT NULL)),
    CHECK ((allowance IS NULL) = (allowance_priority IS NULL))
) STRICT;
CREATE UNIQUE INDEX entitlements_are_one ON entitlements (account, product)
    WHERE deleted_at IS NULL;
CREATE INDEX entitlements_by_account ON entitlements (account, row);
CREATE INDEX entitlements_by_product ON entitlements (product, row);

CREATE TRIGGER entitlements_version AFTER UPDATE ON entitlements
WHEN NEW.version = OLD.version AND (NEW.id, NEW.account, NEW.product, NEW.kind, NEW.config, NEW.measures_from, NEW.anchor, NEW.interval, NEW.zone, NEW.is_soft, NEW.preserves_overage, NEW.aggregation, NEW.allowance, NEW.allowance_priority, NEW.active_from, NEW.active_to, NEW.deleted_at, NEW.created_at, NEW.note) IS NOT (OLD.id, OLD.account, OLD.product, OLD.kind, OLD.config, OLD.measures_from, OLD.anchor, OLD.interval, OLD.zone, OLD.is_soft, OLD.preserves_overage, OLD.aggregation, OLD.allowance, OLD.allowance_priority, OLD.active_from, OLD.active_to, OLD.deleted_at, OLD.created_at, OLD.note)
BEGIN UPDATE entitlements SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TABLE entitlement_grants (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
    entitlement INTEGER NOT NULL REFERENCES entitlements (row),
    amount TEXT NOT NULL,
    priority INTEGER NOT NULL,
    effective_at INTEGER NOT NULL,
    expires_at INTEGER CHECK (expires_at > effective_at),
    voided_at INTEGER,
    recurs_from INTEGER,
    recurs_every TEXT,
    rollover_least TEXT NOT NULL,
    rollover_most TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((recurs_from IS NULL) = (recurs_every IS NULL))
) STRICT;
CREATE INDEX entitlement_grants_by_entitlement ON entitlement_grants (entitlement, row);

CREATE TRIGGER entitlement_grants_version AFTER UPDATE ON entitlement_grants
WHEN NEW.version = OLD.version AND (NEW.id, NEW.entitlement, NEW.amount, NEW.priority, NEW.effective_at, NEW.expires_at, NEW.voided_at, NEW.recurs_from, NEW.recurs_every, NEW.rollover_least, NEW.rollover_most, NEW.created_at) IS NOT (OLD.id, OLD.entitlement, OLD.amount, OLD.priority, OLD.effective_at, OLD.expires_at, OLD.voided_at, OLD.recurs_from, OLD.recurs_every, OLD.rollover_least, OLD.rollover_most, OLD.created_at)
BEGIN UPDATE entitlement_grants SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TABLE entitlement_resets (
    row INTEGER PRIMARY KEY,
    entitlement INTEGER NOT NULL REFERENCES entitlements (row),
    at INTEGER NOT NULL,
    retains_anchor INTEGER NOT NULL CHECK (retains_anchor IN (0, 1)),
    preserves_overage INTEGER CHECK (preserves_overage IN (0, 1)),
    made_at INTEGER NOT NULL,
    UNIQUE (entitlement, at)
) STRICT;

CREATE TRIGGER entitlements_stay BEFORE UPDATE OF id, account, product, kind, measures_from,
    anchor, interval, zone, preserves_overage, aggregation, allowance, allowance_priority,
    active_from, created_at ON entitlements
BEGIN SELECT RAISE(ABORT, 'what an entitlement is about stays'); END;

CREATE TRIGGER entitlement_grants_stay BEFORE UPDATE OF id, entitlement, amount, priority,
    effective_at, expires_at, recurs_from, recurs_every, rollover_least, rollover_most,
    created_at ON entitlement_grants
BEGIN SELECT RAISE(ABORT, 'a grant stays as it was issued'); END;

CREATE TRIGGER entitlement_resets_stay BEFORE UPDATE ON entitlement_resets
BEGIN SELECT RAISE(ABORT, 'a reset stays as it was'); END;
