CREATE TABLE number_series (
    row INTEGER PRIMARY KEY,
    prefix TEXT NOT NULL UNIQUE CHECK (prefix <> ''),
    first INTEGER NOT NULL CHECK (first > 0),
    last INTEGER NOT NULL CHECK (last >= first - 1)
) STRICT;

CREATE TABLE invoice_signatures (
    invoice INTEGER PRIMARY KEY REFERENCES invoices (row) ON DELETE CASCADE,
    prepared_by TEXT CHECK (prepared_by <> ''),
    approved_by TEXT CHECK (approved_by <> ''),
    CHECK (approved_by <> prepared_by)
) STRICT;

CREATE TABLE write_offs (
    invoice INTEGER PRIMARY KEY REFERENCES invoices (row),
    amount INTEGER NOT NULL CHECK (amount > 0),
    written_on TEXT NOT NULL
) STRICT;

CREATE TABLE payments (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
    account INTEGER NOT NULL REFERENCES accounts (row),
    reference TEXT NOT NULL CHECK (reference <> ''),
    currency TEXT NOT NULL REFERENCES currencies (code),
    amount INTEGER NOT NULL CHECK (amount > 0),
    received_on TEXT NOT NULL,
    method TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (account, reference)
) STRICT;
CREATE INDEX payments_by_receipt ON payments (received_on, row);
CREATE INDEX payments_by_reference ON payments (reference, row);

CREATE TRIGGER payments_version AFTER UPDATE ON payments
WHEN NEW.version = OLD.version AND (NEW.id, NEW.account, NEW.reference, NEW.currency, NEW.amount, NEW.received_on, NEW.method, NEW.created_at, NEW.note) IS NOT (OLD.id, OLD.account, OLD.reference, OLD.currency, OLD.amount, OLD.received_on, OLD.method, OLD.created_at, OLD.note)
BEGIN UPDATE payments SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TABLE allocations (
    row INTEGER PRIMARY KEY,
    payment INTEGER NOT NULL REFERENCES payments (row),
    invoice INTEGER NOT NULL REFERENCES invoices (row),
    amount INTEGER NOT NULL CHECK (amount > 0),
    made_on TEXT NOT NULL
) STRICT;
CREATE INDEX allocations_by_payment ON allocations (payment, row);
CREATE INDEX allocations_by_invoice ON allocations (invoice, row);

CREATE TABLE credit_notes (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
    invoice INTEGER NOT NULL REFERENCES invoices (row),
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    issued_on TEXT NOT NULL,
    net INTEGER NOT NULL,
    tax INTEGER NOT NULL,
    total INTEGER NOT NULL CHECK (total >= 0),
    reason TEXT,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK (total = net + tax)
) STRICT;
CREATE INDEX credit_notes_by_invoice ON credit_notes (invoice, row);
CREATE INDEX credit_notes_by_issue ON credit_notes (issued_on, row);

CREATE TRIGGER credit_notes_version AFTER UPDATE ON credit_notes
WHEN NEW.version = OLD.version AND (NEW.id, NEW.invoice, NEW.number, NEW.issued_on, NEW.net, NEW.tax, NEW.total, NEW.reason, NEW.created_at) IS NOT (OLD.id, OLD.invoice, OLD.number, OLD.issued_on, OLD.net, OLD.tax, OLD.total, OLD.reason, OLD.created_at)
BEGIN UPDATE credit_notes SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TABLE credit_note_lines (
    row INTEGER PRIMARY KEY,
    note INTEGER NOT NULL REFERENCES credit_notes (row),
    position INTEGER NOT NULL,
    net INTEGER NOT NULL,
    UNIQUE (note, position)
) STRICT;

CREATE TABLE revenue_entries (
    row INTEGER PRIMARY KEY,
    line INTEGER NOT NULL REFERENCES lines (row),
    month TEXT NOT NULL CHECK (substr(month, 9) = '01'),
    amount INTEGER NOT NULL,
    is_contra INTEGER NOT NULL CHECK (is_contra IN (0, 1))
) STRICT;
CREATE INDEX revenue_by_line ON revenue_entries (line, month);
CREATE INDEX revenue_by_month ON revenue_entries (month, line);

CREATE TRIGGER void_invoices_stay BEFORE UPDATE OF state ON invoices
WHEN OLD.state = 'void'
BEGIN SELECT RAISE(ABORT, 'a void invoice stays void'); END;

CREATE TRIGGER issued_lines_are_all BEFORE INSERT ON lines
WHEN (SELECT number IS NOT NULL AND version > 1 FROM invoices WHERE row = NEW.invoice)
BEGIN SELECT RAISE(ABORT, 'an issued invoice is never changed'); END;

CREATE TRIGGER credit_notes_stay_when_changed BEFORE UPDATE OF
    id, invoice, number, issued_on, net, tax, total ON credit_notes
BEGIN SELECT RAISE(ABORT, 'an issued credit note is never changed'); END;

CREATE TRIGGER credit_notes_stay BEFORE DELETE ON credit_notes
BEGIN SELECT RAISE(ABORT, 'an issued credit note is never changed'); END;

CREATE TRIGGER number_series_stay BEFORE UPDATE ON number_series
WHEN NEW.last <> OLD.last + 1 OR NEW.first <> OLD.first OR NEW.prefix <> OLD.prefix
BEGIN SELECT RAISE(ABORT, 'a number once given is never given back'); END;
