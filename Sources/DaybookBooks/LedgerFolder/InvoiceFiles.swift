internal import DaybookCore
internal import DaybookWire

/// The two files that hold a ledger's invoices: documents, and their lines.
enum InvoiceFiles {
    static func invoices(
        _ bytes: [UInt8],
        of accounts: [String: Account],
    ) throws(RecordFileError) -> [Invoice] {
        var invoices: [Invoice] = []
        var ids: Set<RecordID> = []
        try JSONRecord.forEach(in: bytes, file: "invoices.jsonl") {
            (record) throws(RecordFileError) in
            let invoice = try invoice(record, of: accounts)
            guard ids.insert(invoice.id).inserted else {
                throw RecordFileError(
                    file: record.file,
                    line: record.line,
                    problem: "the id \(invoice.id) again"
                )
            }
            invoices.append(invoice)
        }
        return invoices
    }

    private static func invoice(
        _ record: JSONRecord,
        of accounts: [String: Account],
    ) throws(RecordFileError) -> Invoice {
        let currency = try record.currency("currency")
        let from = try record.value("periodFrom", "a date") { try CivilDate(iso8601: $0) }
        return Invoice(
            id: try record.id("id"),
            account: try record.value("account", "the key of an account") { accounts[$0]?.id },
            number: try record.optionalText("number"),
            state: try record.value("state", "a state of an invoice") {
                InvoiceState(rawValue: $0)
            },
            currency: currency,
            period: try record.value("periodTo", "a date not before periodFrom") {
                try Period(from: from, to: try CivilDate(iso8601: $0))
            },
            issuedOn: try record.optionalDate("issuedOn"),
            dueOn: try record.optionalDate("dueOn"),
            times: try times(record),
            totals: try totals(record, currency),
            note: try record.optionalText("note")
        )
    }

    private static func times(_ record: JSONRecord) throws(RecordFileError) -> Invoice.Times {
        Invoice.Times(
            createdAt: try record.instant("createdAt"),
            approvedAt: try record.optionalInstant("approvedAt"),
            issuedAt: try record.optionalInstant("issuedAt"),
            paidAt: try record.optionalInstant("paidAt"),
            voidedAt: try record.optionalInstant("voidedAt")
        )
    }

    private static func totals(
        _ record: JSONRecord,
        _ currency: Currency,
    ) throws(RecordFileError) -> Invoice.Totals {
        let totals = Invoice.Totals(
            net: try record.money("net", currency),
            tax: try record.money("tax", currency),
            total: try record.money("total", currency),
            paid: try record.money("paid", currency),
            credited: try record.money("credited", currency)
        )
        guard (try? totals.net.adding(totals.tax)) == totals.total else {
            throw RecordFileError(
                file: record.file,
                line: record.line,
                problem: "the total \(totals.total) is not net \(totals.net) and tax \(totals.tax)"
            )
        }
        return totals
    }

    /// The lines by invoice, each in order of position.
    static func lines(
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
