/// The letters of each invoice: of its own texts, and of those of its lines.
///
/// They are written when the texts of a transaction go into their indexes. Triggers tell of lines
/// that change or go which invoice these belong to.
enum InvoiceLetters {
    static let table = "invoice_letters"
    static let column = "letters"

    static let join = "LEFT JOIN \(table) ON \(table).row = invoices.row"

    /// The place behind those of the tables with texts, by which triggers tell of an invoice.
    static var place: Int { SearchedTexts.all.count }

    /// Writes the letters of all invoices, or of those that a condition behind it lets through.
    static let filling = """
        INSERT INTO \(table) (row, \(column)) SELECT row, \(letters) FROM invoices
        """

    private static let letters = """
        \(LetterBits.function)(number, note, (SELECT group_concat(description, char(31))
            FROM lines WHERE invoice = invoices.row))
        """

    private static let refilling = "REPLACE" + filling.dropFirst("INSERT".count)

    /// Finds invoices whose letters are not those of their texts.
    static let unlike = """
        SELECT invoices.row FROM invoices LEFT JOIN \(table) ON \(table).row = invoices.row
        WHERE \(table).\(column) IS NOT \(letters)
        UNION ALL SELECT row FROM \(table) WHERE row NOT IN (SELECT row FROM invoices)
        """

    /// What a transaction has changed.
    struct Changes {
        var comeInvoices: [ClosedRange<Int64>]
        var comeLines: [ClosedRange<Int64>]
        /// Invoices that have changed or gone, or of which a line has.
        var touched: Set<Int64>
    }

    static func follow(_ changes: Changes, _ connection: Connection) throws {
        for rows in changes.comeInvoices {
            try connection.run(refilling + " WHERE row BETWEEN ? AND ?", values(rows))
        }
        // Most lines come together with their invoices, whose letters are there by now.
        let written = changes.comeInvoices.last
        let others = written == nil ? "" : " AND invoice NOT BETWEEN ? AND ?"
        for rows in changes.comeLines {
            try connection.run(
                refilling + " WHERE row IN "
                    + "(SELECT invoice FROM lines WHERE row BETWEEN ? AND ?\(others))",
                values(rows) + (written.map(values) ?? [])
            )
        }
        for row in changes.touched {
            try connection.run("DELETE FROM \(table) WHERE row = ?", [.integer(row)])
            try connection.run(refilling + " WHERE row = ?", [.integer(row)])
        }
    }

    private static func values(_ rows: ClosedRange<Int64>) -> [SQLValue] {
        [.integer(rows.lowerBound), .integer(rows.upperBound)]
    }
}
