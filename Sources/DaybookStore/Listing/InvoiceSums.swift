/// What invoices come to by their state, their currency and the months in which they were issued
/// and are due. Whoever asks for all of them reads some hundred rows instead of a million.
///
/// Triggers keep them, also where another program changes invoices. A ledger that is not whole yet
/// has none: there, as in one without invoices, nothing says how many there are.
enum InvoiceSums {
    static let table = "invoice_sums"

    /// Amounts in two halves, as one sum of many could be too large for a row: `high` counts
    /// 2^32 minor units each.
    static let schema = """
        CREATE TABLE \(table) (
            state TEXT NOT NULL,
            currency TEXT NOT NULL,
            issued TEXT NOT NULL,
            due TEXT NOT NULL,
            records INTEGER NOT NULL CHECK (records > 0),
            high INTEGER NOT NULL,
            low INTEGER NOT NULL,
            PRIMARY KEY (state, currency, issued, due)
        ) STRICT, WITHOUT ROWID;
        \(filling);
        CREATE TRIGGER invoice_sums_come AFTER INSERT ON invoices BEGIN
            \(adding)
        END;
        CREATE TRIGGER invoice_sums_go AFTER DELETE ON invoices BEGIN
            \(taking)
        END;
        CREATE TRIGGER invoice_sums_change
        AFTER UPDATE OF state, currency, issued_on, due_on, total ON invoices
        WHEN (\(key("OLD."))) IS NOT (\(key("NEW."))) OR OLD.total <> NEW.total BEGIN
            \(taking)
            \(adding)
        END;
        """

    /// Sums all invoices up.
    static let filling = """
        INSERT INTO \(table) (state, currency, issued, due, records, high, low) \(summedUp)
        """

    private static let summedUp = """
        SELECT \(key("")), count(*), sum(\(high(""))), sum(\(low("")))
        FROM invoices GROUP BY 1, 2, 3, 4
        """

    /// A row for each sum that is not that of its invoices.
    static let unlike = """
        WITH summed AS MATERIALIZED (\(summedUp))
        SELECT 1 FROM (SELECT * FROM summed EXCEPT SELECT * FROM \(table))
        UNION ALL SELECT 1 FROM (SELECT * FROM \(table) EXCEPT SELECT * FROM summed)
        """

    private static func key(_ row: String) -> String {
        """
        \(row)state, \(row)currency, ifnull(substr(\(row)issued_on, 1, 7), ''), \
        ifnull(substr(\(row)due_on, 1, 7), '')
        """
    }

    private static func high(_ row: String) -> String { "(\(row)total >> 32)" }

    private static func low(_ row: String) -> String { "(\(row)total & 4294967295)" }

    private static let adding = """
        INSERT INTO \(table) (state, currency, issued, due, records, high, low)
            VALUES (\(key("NEW.")), 1, \(high("NEW.")), \(low("NEW.")))
            ON CONFLICT DO UPDATE SET records = records + 1, high = high + excluded.high,
                low = low + excluded.low;
        """

    /// The last one leaves nothing behind.
    private static let taking = """
        DELETE FROM \(table) WHERE (state, currency, issued, due) = (\(key("OLD.")))
                AND records = 1;
            UPDATE \(table) SET records = records - 1, high = high - \(high("OLD.")),
                low = low - \(low("OLD."))
            WHERE (state, currency, issued, due) = (\(key("OLD.")));
        """
}
