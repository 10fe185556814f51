package import DaybookCore
internal import DaybookWire

/// The invoices of a ledger folder, without their lines, read some at a time.
package struct InvoiceFileReader {
    private let accounts: [String: Account]
    private var records: JSONRecordReader
    private var ids: Set<RecordID> = []

    init(_ bytes: [UInt8], of accounts: [String: Account]) {
        self.accounts = accounts
        records = JSONRecordReader(bytes, file: "invoices.jsonl")
    }

    /// The next ones, at most so many; none at the end.
    package mutating func next(upTo count: Int) throws(RecordFileError) -> [Invoice] {
        var invoices: [Invoice] = []
        while invoices.count < count, let record = try records.next() {
            let invoice = try Self.invoice(record, of: accounts)
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
}
