/// What becomes of drafts: numbers without gaps, who prepared and approved, payments and what they
/// pay, credit notes, and when what was invoiced is earned.
extension Schema {
    static let documents = """
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

        \(versionTrigger(of: "payments", paymentColumns))

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

        \(versionTrigger(of: "credit_notes", creditNoteColumns))

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
        BEGIN SELECT RAISE(ABORT, '\(Rule.voidStays)'); END;

        CREATE TRIGGER issued_lines_are_all BEFORE INSERT ON lines
        WHEN (SELECT number IS NOT NULL AND version > 1 FROM invoices WHERE row = NEW.invoice)
        BEGIN SELECT RAISE(ABORT, '\(Rule.issuedInvoiceStays)'); END;

        CREATE TRIGGER credit_notes_stay_when_changed BEFORE UPDATE OF
            id, invoice, number, issued_on, net, tax, total ON credit_notes
        BEGIN SELECT RAISE(ABORT, '\(Rule.creditNoteStays)'); END;

        CREATE TRIGGER credit_notes_stay BEFORE DELETE ON credit_notes
        BEGIN SELECT RAISE(ABORT, '\(Rule.creditNoteStays)'); END;

        CREATE TRIGGER number_series_stay BEFORE UPDATE ON number_series
        WHEN NEW.last <> OLD.last + 1 OR NEW.first <> OLD.first OR NEW.prefix <> OLD.prefix
        BEGIN SELECT RAISE(ABORT, '\(Rule.numbersGoUp)'); END;
        """

    /// What a trigger says when it refuses.
    enum Rule {
        static let issuedInvoiceStays = "an issued invoice is never changed"
        static let voidStays = "a void invoice stays void"
        static let creditNoteStays = "an issued credit note is never changed"
        static let numbersGoUp = "a number once given is never given back"
        static let monthIsClosed = "a closed month takes no more writes"
        static let laterMonthIsClosed = "months are opened again from the last one on"
    }

    private static let paymentColumns = [
        "id", "account", "reference", "currency", "amount", "received_on", "method", "created_at",
        "note",
    ]

    static let creditNoteColumns = [
        "id", "invoice", "number", "issued_on", "net", "tax", "total", "reason", "created_at",
    ]
}
