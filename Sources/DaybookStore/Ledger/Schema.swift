/// The shape of a ledger, told as the steps that led to it.
///
/// Steps are only ever appended: a step that has shipped is history and stays as it is; a test
/// compares each with its recorded text.
enum Schema {
    /// `DYBK`: what makes a SQLite file a ledger.
    static let applicationID: Int32 = 0x4459_424B

    static let migrations: [Migration] = [
        Migration(version: 1, name: "parties and invoices", sql: partiesAndInvoices),
        Migration(version: 2, name: "orders of lists", sql: ordersOfLists),
        Migration(version: 3, name: "journal and versions", sql: journal),
        Migration(version: 4, name: "events", sql: events),
        Migration(version: 5, name: "catalogue and contracts", sql: catalogueAndContracts),
        Migration(version: 6, name: "search and facts of lists", sql: search),
        Migration(version: 7, name: "documents, payments and revenue", sql: documents),
        Migration(
            version: 8,
            name: "credits and entitlements",
            sql: credits + "\n\n" + entitlements
        ),
        Migration(version: 9, name: "users, settings, rates and filters", sql: people),
        Migration(version: 10, name: "closed months", sql: closing),
        Migration(version: 11, name: "remotes and what they are to hear", sql: outbox),
        Migration(version: 12, name: "approvals", sql: approvals),
        Migration(version: 13, name: "jobs, schedules and workflows", sql: automation),
        Migration(version: 14, name: "invoices by state", sql: invoicesByState),
        Migration(version: 15, name: "credits that recur or are given back", sql: creditPeriods),
        Migration(version: 16, name: "refunds, and payments of several accounts", sql: payments),
        Migration(
            version: 17,
            name: "losses, notes that correct runs, unreadable events",
            sql: losses
        ),
        Migration(version: 18, name: "indexes of short texts", sql: shortTexts),
        Migration(version: 19, name: "allocations that are taken back later", sql: releases),
        Migration(version: 20, name: "letters of invoices", sql: letters),
        Migration(version: 21, name: "meters and what is rolled up of them", sql: meters),
        Migration(version: 22, name: "sums of invoices", sql: InvoiceSums.schema),
    ]

    /// A list that is sorted by a date finds its place by the expression that it sorts by, in which
    /// a missing date is an empty text.
    private static let ordersOfLists = """
        DROP INDEX invoices_by_issue;
        DROP INDEX invoices_by_due_date;
        CREATE INDEX invoices_by_issue ON invoices (ifnull(issued_on, ''), row);
        CREATE INDEX invoices_by_due_date ON invoices (ifnull(due_on, ''), row);
        CREATE INDEX invoices_by_creation ON invoices (created_at, row);
        """

    /// Choices of tables that grow by the million are a chain of OR: for IN, SQLite builds a table
    /// of the choices for every row that it checks.
    private static let partiesAndInvoices = """
        CREATE TABLE organisation (
            row INTEGER PRIMARY KEY CHECK (row = 1),
            id TEXT NOT NULL CHECK (length(id) = 26),
            key TEXT NOT NULL CHECK (key <> ''),
            legal_name TEXT NOT NULL CHECK (legal_name <> ''),
            trading_name TEXT NOT NULL,
            address TEXT NOT NULL,
            tax_ids TEXT NOT NULL,
            currency TEXT NOT NULL REFERENCES currencies (code),
            time_zone TEXT NOT NULL,
            email TEXT,
            invoice_prefix TEXT NOT NULL
        ) STRICT;

        CREATE TABLE currencies (
            code TEXT PRIMARY KEY CHECK (length(code) BETWEEN 3 AND 24),
            minor_unit_digits INTEGER NOT NULL CHECK (minor_unit_digits BETWEEN 0 AND 12)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE customers (
            row INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
            key TEXT NOT NULL UNIQUE CHECK (key <> ''),
            name TEXT NOT NULL CHECK (name <> ''),
            legal_name TEXT NOT NULL,
            currency TEXT NOT NULL REFERENCES currencies (code),
            time_zone TEXT NOT NULL,
            email TEXT,
            tax_id TEXT,
            address TEXT NOT NULL,
            country TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('active', 'archived')),
            created_at INTEGER NOT NULL,
            note TEXT
        ) STRICT;
        CREATE INDEX customers_by_name ON customers (name COLLATE NOCASE, row);

        CREATE TABLE accounts (
            row INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
            key TEXT NOT NULL UNIQUE CHECK (key <> ''),
            customer INTEGER NOT NULL REFERENCES customers (row),
            name TEXT NOT NULL CHECK (name <> ''),
            currency TEXT NOT NULL REFERENCES currencies (code),
            time_zone TEXT,
            state TEXT NOT NULL CHECK (state IN ('active', 'archived')),
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX accounts_by_customer ON accounts (customer, row);

        CREATE TABLE aliases (
            row INTEGER PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES accounts (row),
            name TEXT NOT NULL CHECK (name <> ''),
            valid_from TEXT NOT NULL,
            valid_to TEXT CHECK (valid_to > valid_from),
            UNIQUE (name, valid_from)
        ) STRICT;
        CREATE INDEX aliases_by_account ON aliases (account, name);

        CREATE TABLE invoices (
            row INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
            account INTEGER NOT NULL REFERENCES accounts (row),
            number TEXT UNIQUE CHECK (number <> ''),
            state TEXT NOT NULL CHECK (state = 'gathering' OR state = 'draft'
                OR state = 'approved' OR state = 'issued' OR state = 'partially_paid'
                OR state = 'paid' OR state = 'uncollectible' OR state = 'void'),
            currency TEXT NOT NULL REFERENCES currencies (code),
            period_from TEXT NOT NULL,
            period_to TEXT NOT NULL,
            issued_on TEXT,
            due_on TEXT,
            created_at INTEGER NOT NULL,
            approved_at INTEGER,
            issued_at INTEGER,
            paid_at INTEGER,
            voided_at INTEGER,
            net INTEGER NOT NULL,
            tax INTEGER NOT NULL,
            total INTEGER NOT NULL,
            paid INTEGER NOT NULL,
            credited INTEGER NOT NULL,
            note TEXT,
            CHECK (period_from <= period_to),
            CHECK (total = net + tax),
            CHECK ((state = 'gathering' OR state = 'draft' OR state = 'approved')
                = (number IS NULL)),
            CHECK (number IS NULL OR (issued_on IS NOT NULL AND due_on IS NOT NULL))
        ) STRICT;
        CREATE INDEX invoices_by_account ON invoices (account, period_from, row);
        CREATE INDEX invoices_by_state ON invoices (state, due_on, row);
        CREATE INDEX invoices_by_issue ON invoices (issued_on, row);
        CREATE INDEX invoices_by_due_date ON invoices (due_on, row);

        CREATE TABLE lines (
            row INTEGER PRIMARY KEY,
            invoice INTEGER NOT NULL REFERENCES invoices (row),
            position INTEGER NOT NULL CHECK (position > 0),
            kind TEXT NOT NULL CHECK (kind = 'flat' OR kind = 'usage' OR kind = 'minimum'
                OR kind = 'discount' OR kind = 'correction' OR kind = 'one_off'),
            product TEXT NOT NULL,
            description TEXT NOT NULL,
            quantity TEXT NOT NULL,
            unit TEXT NOT NULL,
            unit_price TEXT,
            amount INTEGER NOT NULL,
            tax_rate TEXT NOT NULL,
            period_from TEXT NOT NULL,
            period_to TEXT NOT NULL,
            UNIQUE (invoice, position),
            CHECK (period_from <= period_to)
        ) STRICT;

        CREATE TRIGGER issued_lines_stay_when_changed BEFORE UPDATE ON lines
        WHEN (SELECT number FROM invoices WHERE row = OLD.invoice) IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'an issued invoice is never changed'); END;

        CREATE TRIGGER issued_lines_stay BEFORE DELETE ON lines
        WHEN (SELECT number FROM invoices WHERE row = OLD.invoice) IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'an issued invoice is never changed'); END;

        CREATE TRIGGER issued_invoices_stay BEFORE DELETE ON invoices
        WHEN OLD.number IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'an issued invoice is never deleted'); END;

        CREATE TRIGGER issued_amounts_stay BEFORE UPDATE OF
            id, account, number, currency, period_from, period_to, issued_on, net, tax, total
            ON invoices
        WHEN OLD.number IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'an issued invoice is never changed'); END;
        """
}

/// One step of the schema.
package struct Migration: Sendable {
    package let version: Int
    package let name: String
    package let sql: String

    package init(version: Int, name: String, sql: String) {
        self.version = version
        self.name = name
        self.sql = sql
    }
}
