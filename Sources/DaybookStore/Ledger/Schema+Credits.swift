/// Credits of accounts, and what became of them. Entries are only ever added; the last one of a
/// credit can be taken back with the act that wrote it, as long as nothing builds on it.
extension Schema {
    static let credits = """
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

        \(versionTrigger(of: "credits", creditColumns))

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

        \(creditGuards)

        \(creditEntryGuards)

        \(lineCreditGuards)
        """

    /// What a trigger says when it refuses.
    enum CreditRule {
        static let staysGranted = "a credit stays as it was granted"
        static let entryStays = "an entry of a credit is never changed"
        static let grantIsNeeded = "a credit of which something was taken stays granted"
        static let useIsFollowed = "a credit was taken of again since an invoice used it"
        static let returnIsFollowed = "a credit was taken of again since it was returned"
        static let takingIsFollowed = "a credit was taken of again since"
        static let isUsedUp = "no more is taken of a credit than is left"
        static let isReturned = "no more is returned to a credit than was used"
        static let invoiceIsThere = "a credit is used by an invoice of its account"
        static let termsAreWhole = "a credit recurs with all its terms"
        static let isGivenBack = "a credit note gives back to credits of its account"
        static let creditedStays = "an invoice with a credit note is not declared void"
        static let usesAreReturned = "what a draft used of credits is returned before it goes"
    }

    private static let creditGuards = """
        CREATE TRIGGER credits_stay BEFORE UPDATE OF
            id, account, currency, amount, priority, effective_on, expires_on, created_at ON credits
        BEGIN SELECT RAISE(ABORT, '\(CreditRule.staysGranted)'); END;

        CREATE TRIGGER credits_are_granted_in_full BEFORE INSERT ON credit_entries
        WHEN NEW.kind = 'granted' AND NOT EXISTS (SELECT 1 FROM credits
            WHERE row = NEW.credit AND amount = NEW.amount AND effective_on = NEW.made_on)
        BEGIN SELECT RAISE(ABORT, '\(CreditRule.staysGranted)'); END;

        CREATE TRIGGER credits_are_not_overdrawn BEFORE INSERT ON credit_entries
        WHEN NEW.kind IN ('used', 'deducted', 'voided') AND NEW.amount > (
            SELECT ifnull(sum(iif(kind IN ('granted', 'returned'), amount, -amount)), 0)
            FROM credit_entries WHERE credit = NEW.credit)
        BEGIN SELECT RAISE(ABORT, '\(CreditRule.isUsedUp)'); END;

        CREATE TRIGGER credits_are_used_by_invoices BEFORE INSERT ON credit_entries
        WHEN NEW.kind = 'used' AND NOT EXISTS (SELECT 1
            FROM invoices JOIN credits ON credits.account = invoices.account
                AND credits.currency = invoices.currency
            WHERE invoices.id = NEW.invoice AND credits.row = NEW.credit)
        BEGIN SELECT RAISE(ABORT, '\(CreditRule.invoiceIsThere)'); END;

        CREATE TRIGGER credits_are_returned_once BEFORE INSERT ON credit_entries
        WHEN NEW.kind = 'returned' AND NEW.amount > (
            SELECT ifnull(sum(iif(kind = 'used', amount, -amount)), 0)
            FROM credit_entries WHERE credit = NEW.credit AND invoice = NEW.invoice)
        BEGIN SELECT RAISE(ABORT, '\(CreditRule.isReturned)'); END;
        """

    private static let creditEntryGuards = """
        CREATE TRIGGER credit_entries_stay_when_changed BEFORE UPDATE ON credit_entries
        BEGIN SELECT RAISE(ABORT, '\(CreditRule.entryStays)'); END;

        \(guardOfLast("credit_grants_stay", "OLD.kind = 'granted'", CreditRule.grantIsNeeded))

        \(guardOfLast("credit_uses_stay", "OLD.kind = 'used'", CreditRule.useIsFollowed))

        \(guardOfLast("credit_returns_stay", "OLD.kind = 'returned'", CreditRule.returnIsFollowed))

        \(guardOfLast(
            "credit_takings_stay",
            "OLD.kind IN ('deducted', 'voided')",
            CreditRule.takingIsFollowed
        ))

        CREATE TRIGGER issued_uses_stay BEFORE DELETE ON credit_entries
        WHEN EXISTS (SELECT 1 FROM invoices WHERE id = OLD.invoice AND number IS NOT NULL)
        BEGIN SELECT RAISE(ABORT, '\(Rule.issuedInvoiceStays)'); END;
        """

    /// Only the last entry of a credit can be taken back.
    private static func guardOfLast(_ name: String, _ kind: String, _ rule: String) -> String {
        """
        CREATE TRIGGER \(name) BEFORE DELETE ON credit_entries
        WHEN \(kind) AND EXISTS (SELECT 1 FROM credit_entries
            WHERE credit = OLD.credit AND row > OLD.row)
        BEGIN SELECT RAISE(ABORT, '\(rule)'); END;
        """
    }

    private static let lineCreditGuards = """
        CREATE TRIGGER line_credits_stay_when_changed BEFORE UPDATE ON line_credits
        BEGIN SELECT RAISE(ABORT, '\(CreditRule.entryStays)'); END;

        CREATE TRIGGER issued_line_credits_stay BEFORE DELETE ON line_credits
        WHEN (SELECT number FROM invoices JOIN lines ON lines.invoice = invoices.row
            WHERE lines.row = OLD.line) IS NOT NULL
        BEGIN SELECT RAISE(ABORT, '\(Rule.issuedInvoiceStays)'); END;

        CREATE TRIGGER issued_line_credits_are_all BEFORE INSERT ON line_credits
        WHEN (SELECT number IS NOT NULL AND invoices.version > 1
            FROM invoices JOIN lines ON lines.invoice = invoices.row WHERE lines.row = NEW.line)
        BEGIN SELECT RAISE(ABORT, '\(Rule.issuedInvoiceStays)'); END;

        CREATE TRIGGER used_credits_are_returned BEFORE DELETE ON invoices
        WHEN OLD.number IS NULL AND (SELECT sum(iif(kind = 'used', amount, -amount))
            FROM credit_entries WHERE invoice = OLD.id) > 0
        BEGIN SELECT RAISE(ABORT, '\(CreditRule.usesAreReturned)'); END;
        """

    private static let creditColumns = [
        "id", "account", "currency", "amount", "priority", "effective_on", "expires_on", "purpose",
        "created_at",
    ]
}
