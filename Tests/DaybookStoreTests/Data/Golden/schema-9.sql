CREATE TABLE users (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
    name TEXT NOT NULL CHECK (name <> ''),
    role TEXT NOT NULL CHECK (role IN ('admin', 'finance', 'support', 'viewer')),
    state TEXT NOT NULL CHECK (state IN ('active', 'archived')),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX users_by_name ON users (name COLLATE NOCASE);

CREATE TRIGGER users_version AFTER UPDATE ON users
WHEN NEW.version = OLD.version AND (NEW.id, NEW.name, NEW.role, NEW.state, NEW.created_at) IS NOT (OLD.id, OLD.name, OLD.role, OLD.state, OLD.created_at)
BEGIN UPDATE users SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TRIGGER users_have_an_admin_after_insert
AFTER INSERT ON users
WHEN EXISTS (SELECT 1 FROM users) AND NOT EXISTS
    (SELECT 1 FROM users WHERE role = 'admin' AND state = 'active')
BEGIN SELECT RAISE(ABORT, 'a ledger with users has an active admin'); END;

CREATE TRIGGER users_have_an_admin_after_update
AFTER UPDATE ON users
WHEN EXISTS (SELECT 1 FROM users) AND NOT EXISTS
    (SELECT 1 FROM users WHERE role = 'admin' AND state = 'active')
BEGIN SELECT RAISE(ABORT, 'a ledger with users has an active admin'); END;

CREATE TRIGGER users_have_an_admin_after_delete
AFTER DELETE ON users
WHEN EXISTS (SELECT 1 FROM users) AND NOT EXISTS
    (SELECT 1 FROM users WHERE role = 'admin' AND state = 'active')
BEGIN SELECT RAISE(ABORT, 'a ledger with users has an active admin'); END;

CREATE TRIGGER users_who_acted_stay BEFORE DELETE ON users
WHEN EXISTS (SELECT 1 FROM journal WHERE actor = OLD.name)
BEGIN SELECT RAISE(ABORT, 'a user of whom the journal tells stays one'); END;

CREATE TABLE role_permissions (
    role TEXT NOT NULL CHECK (role IN ('finance', 'support', 'viewer')),
    permission TEXT NOT NULL CHECK (permission <> ''),
    PRIMARY KEY (role, permission)
) STRICT, WITHOUT ROWID;
INSERT INTO role_permissions VALUES
    ('finance', 'parties.write'), ('finance', 'catalogue.write'),
    ('finance', 'contracts.write'), ('finance', 'events.write'),
    ('finance', 'bills.run'), ('finance', 'invoices.write'),
    ('finance', 'invoices.approve'), ('finance', 'invoices.issue'),
    ('finance', 'invoices.void'), ('finance', 'invoices.write-off'),
    ('finance', 'payments.write'), ('finance', 'credit-notes.write'),
    ('finance', 'credits.grant'), ('finance', 'credits.write'),
    ('finance', 'months.close'),
    ('finance', 'rates.write'), ('finance', 'filters.write'),
    ('support', 'credits.grant'), ('support', 'invoices.write-off');

CREATE TABLE refusals (
    row INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    role TEXT,
    action TEXT NOT NULL,
    cause TEXT NOT NULL,
    permission TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('unknown', 'archived', 'role', 'limit'))
) STRICT;
CREATE INDEX refusals_by_actor ON refusals (actor, row);

CREATE TRIGGER refusals_stay_when_changed BEFORE UPDATE ON refusals
BEGIN SELECT RAISE(ABORT, 'a refusal is never changed'); END;

CREATE TRIGGER refusals_stay BEFORE DELETE ON refusals
BEGIN SELECT RAISE(ABORT, 'a refusal is never changed'); END;

CREATE TABLE settings (
    key TEXT PRIMARY KEY CHECK (key <> ''),
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE exchange_rates (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
    base TEXT NOT NULL CHECK (length(base) BETWEEN 3 AND 24),
    quote TEXT NOT NULL CHECK (length(quote) BETWEEN 3 AND 24),
    valid_from TEXT NOT NULL CHECK (length(valid_from) = 10),
    rate TEXT NOT NULL CHECK (rate <> ''),
    source TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (base, quote, valid_from),
    CHECK (base <> quote)
) STRICT;

CREATE TRIGGER exchange_rates_version AFTER UPDATE ON exchange_rates
WHEN NEW.version = OLD.version AND (NEW.id, NEW.base, NEW.quote, NEW.valid_from, NEW.rate, NEW.source, NEW.created_at) IS NOT (OLD.id, OLD.base, OLD.quote, OLD.valid_from, OLD.rate, OLD.source, OLD.created_at)
BEGIN UPDATE exchange_rates SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TABLE saved_filters (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
    list TEXT NOT NULL CHECK (list <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    filter TEXT NOT NULL CHECK (filter <> ''),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (list, name)
) STRICT;

CREATE TRIGGER saved_filters_version AFTER UPDATE ON saved_filters
WHEN NEW.version = OLD.version AND (NEW.id, NEW.list, NEW.name, NEW.filter, NEW.created_at) IS NOT (OLD.id, OLD.list, OLD.name, OLD.filter, OLD.created_at)
BEGIN UPDATE saved_filters SET version = OLD.version + 1 WHERE row = NEW.row; END;
