/// Who may do what, what is set for the ledger as a whole, exchange rates, and filters with names.
///
/// Admins have every permission, so that none can be taken from them: the table is of the others.
extension Schema {
    static let people = """
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

        \(versionTrigger(of: "users", ["id", "name", "role", "state", "created_at"]))

        \(["INSERT", "UPDATE", "DELETE"].map(adminIsLeft).joined(separator: "\n\n"))

        CREATE TRIGGER users_who_acted_stay BEFORE DELETE ON users
        WHEN EXISTS (SELECT 1 FROM journal WHERE actor = OLD.name)
        BEGIN SELECT RAISE(ABORT, '\(Rule.actorStays)'); END;

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
        BEGIN SELECT RAISE(ABORT, '\(Rule.refusalStays)'); END;

        CREATE TRIGGER refusals_stay BEFORE DELETE ON refusals
        BEGIN SELECT RAISE(ABORT, '\(Rule.refusalStays)'); END;

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

        \(versionTrigger(of: "exchange_rates", rateColumns))

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

        \(versionTrigger(of: "saved_filters", ["id", "list", "name", "filter", "created_at"]))
        """

    /// Whatever is done to users, also by an undo, somebody is left who can let others in.
    private static func adminIsLeft(after statement: String) -> String {
        """
        CREATE TRIGGER users_have_an_admin_after_\(statement.lowercased())
        AFTER \(statement) ON users
        WHEN EXISTS (SELECT 1 FROM users) AND NOT EXISTS
            (SELECT 1 FROM users WHERE role = 'admin' AND state = 'active')
        BEGIN SELECT RAISE(ABORT, '\(Rule.adminIsLeft)'); END;
        """
    }

    private static let rateColumns = [
        "id", "base", "quote", "valid_from", "rate", "source", "created_at",
    ]
}

extension Schema.Rule {
    static let adminIsLeft = "a ledger with users has an active admin"
    static let actorStays = "a user of whom the journal tells stays one"
    static let refusalStays = "a refusal is never changed"
}
