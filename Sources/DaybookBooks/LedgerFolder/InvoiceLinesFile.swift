internal import DaybookCore
internal import DaybookWire

/// The file that holds the lines of a ledger folder's invoices.
enum InvoiceLinesFile {
    /// The lines by invoice, each in order of position.
    static func read(
        _ bytes: [UInt8],
        of invoices: [Invoice],
    ) throws(RecordFileError) -> [RecordID: [InvoiceLine]] {
        let invoicesByID = Dictionary(uniqueKeysWithValues: invoices.map { ($0.id, $0) })
        var table = try CSVTable(
            bytes,
            file: "invoice-lines.csv",
            columns: [
                "invoice", "position", "kind", "product", "description", "quantity", "unit",
                "unitPrice", "amount", "taxRate", "periodFrom", "periodTo",
            ]
        )
        var lines: [RecordID: [InvoiceLine]] = [:]
        while let row = try table.next() {
            let invoice = try row.value("invoice", "the id of an invoice") {
                RecordID($0).flatMap { invoicesByID[$0] }
            }
            lines[invoice.id, default: []].append(try line(row, of: invoice))
        }
        for id in lines.keys { lines[id]?.sort { $0.position < $1.position } }
        return lines
    }

    private static func line(
        _ row: CSVTableRow,
        of invoice: Invoice,
    ) throws(RecordFileError) -> InvoiceLine {
        let from = try row.date("periodFrom")
        return InvoiceLine(
            invoice: invoice.id,
            position: try row.value("position", "a position from 1") { text in
                Int(text).flatMap { $0 > 0 ? $0 : nil }
            },
            kind: try row.value("kind", "a kind of line") { InvoiceLine.Kind(rawValue: $0) },
            product: row.text("product"),
            description: row.text("description"),
            quantity: Quantity(try row.amount("quantity")),
            unit: row.text("unit"),
            unitPrice: try row.optional("unitPrice", row.amount),
            amount: try row.value("amount", "an amount in \(invoice.currency)") {
                try Money($0, invoice.currency)
            },
            taxRate: try row.amount("taxRate"),
            period: try row.value("periodTo", "a date not before periodFrom") {
                try Period(from: from, to: try CivilDate(iso8601: $0))
            }
        )
    }
}
