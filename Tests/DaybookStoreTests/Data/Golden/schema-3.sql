ALTER TABLE organisation ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE customers ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE accounts ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE invoices ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

CREATE TRIGGER organisation_version AFTER UPDATE ON organisation
WHEN NEW.version = OLD.version AND (NEW.id, NEW.key, NEW.legal_name, NEW.trading_name, NEW.address, NEW.tax_ids, NEW.currency, NEW.time_zone, NEW.email, NEW.invoice_prefix) IS NOT (OLD.id, OLD.key, OLD.legal_name, OLD.trading_name, OLD.address, OLD.tax_ids, OLD.currency, OLD.time_zone, OLD.email, OLD.invoice_prefix)
BEGIN UPDATE organisation SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TRIGGER customers_version AFTER UPDATE ON customers
WHEN NEW.version = OLD.version AND (NEW.id, NEW.key, NEW.name, NEW.legal_name, NEW.currency, NEW.time_zone, NEW.email, NEW.tax_id, NEW.address, NEW.country, NEW.state, NEW.created_at, NEW.note) IS NOT (OLD.id, OLD.key, OLD.name, OLD.legal_name, OLD.currency, OLD.time_zone, OLD.email, OLD.tax_id, OLD.address, OLD.country, OLD.state, OLD.created_at, OLD.note)
BEGIN UPDATE customers SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TRIGGER accounts_version AFTER UPDATE ON accounts
WHEN NEW.version = OLD.version AND (NEW.id, NEW.key, NEW.customer, NEW.name, NEW.currency, NEW.time_zone, NEW.state, NEW.created_at) IS NOT (OLD.id, OLD.key, OLD.customer, OLD.name, OLD.currency, OLD.time_zone, OLD.state, OLD.created_at)
BEGIN UPDATE accounts SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TRIGGER invoices_version AFTER UPDATE ON invoices
WHEN NEW.version = OLD.version AND (NEW.id, NEW.account, NEW.number, NEW.state, NEW.currency, NEW.period_from, NEW.period_to, NEW.issued_on, NEW.due_on, NEW.created_at, NEW.approved_at, NEW.issued_at, NEW.paid_at, NEW.voided_at, NEW.net, NEW.tax, NEW.total, NEW.paid, NEW.credited, NEW.note) IS NOT (OLD.id, OLD.account, OLD.number, OLD.state, OLD.currency, OLD.period_from, OLD.period_to, OLD.issued_on, OLD.due_on, OLD.created_at, OLD.approved_at, OLD.issued_at, OLD.paid_at, OLD.voided_at, OLD.net, OLD.tax, OLD.total, OLD.paid, OLD.credited, OLD.note)
BEGIN UPDATE invoices SET version = OLD.version + 1 WHERE row = NEW.row; END;

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
