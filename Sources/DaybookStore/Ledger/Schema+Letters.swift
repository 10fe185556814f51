/// What one letter, an account or a state comes to is answered by numbers and indexes alone: which
/// letters the texts of each invoice have, what the invoices of an account come to, and whose those
/// of a state are.
///
/// What SQLite had counted of the tables when the ledger was new is dropped: whoever plans by it
/// takes a journal of a million entries for one of a few. Without it the plans are those of tests.
extension Schema {
    static let letters = """
        CREATE TABLE \(InvoiceLetters.table) (
            row INTEGER PRIMARY KEY,
            letters INTEGER NOT NULL
        ) STRICT;
        \(InvoiceLetters.filling);
        CREATE TRIGGER invoice_letters_go AFTER DELETE ON lines
        BEGIN SELECT \(told("OLD")); END;
        CREATE TRIGGER invoice_letters_change AFTER UPDATE OF invoice, description ON lines
        BEGIN SELECT \(told("OLD")), \(told("NEW")); END;

        DROP INDEX invoices_by_account;
        CREATE INDEX invoices_by_account
            ON invoices (account, period_from, row, currency, total);
        DROP INDEX invoices_by_state;
        CREATE INDEX invoices_by_state
            ON invoices (state, due_on, created_at, currency, total, row, account);

        DROP TABLE IF EXISTS sqlite_stat1;
        DROP TABLE IF EXISTS sqlite_stat4;
        """

    private static func told(_ row: String) -> String {
        "\(PendingTexts.changed)(\(InvoiceLetters.place), \(row).invoice, '')"
    }
}
