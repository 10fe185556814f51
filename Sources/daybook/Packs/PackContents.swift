// What lives in this folder: review packs, as they are made and checked. Both make the lists and
// documents of a ledger in the one way that is written here; what a pack says of itself is in
// `DaybookStore/Packs`, how archives look in `DaybookWire/Tar`.

import DaybookBooks
import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

/// Takes the members of a pack as they are made, one behind the other.
protocol PackSink: AnyObject {
    func begin(_ path: String) throws
    func append(_ bytes: [UInt8]) throws
    func end() throws
}

/// The lists and documents that a ledger gives for a pack: for one state of it, always the same
/// bytes.
struct PackContents {
    let connection: Connection
    let scope: PackScope
    /// What is overdue depends on it.
    let date: CivilDate

    /// All of them in their order. No more than a page of a list is held at once.
    func write(to sink: any PackSink) throws {
        try writeLists(to: sink)
        try writeDocuments(to: sink)
    }

    // MARK: - Lists

    /// How many records each list has, and what they come to.
    func lists() throws -> [PackManifest.List] {
        [
            try list("invoices", InvoiceRepository(connection).totals(of: query(.invoices))),
            try list("credit-notes", PackRecords(connection, scope).creditNoteTotals()),
            try list("payments", PaymentList(connection).totals(of: query(.payments))),
        ]
    }

    private func list(_ name: String, _ totals: ListTotals) -> PackManifest.List {
        PackManifest.List(
            name: name,
            count: totals.count,
            totals: totals.amounts.map {
                .init(currency: $0.amount.currency.code, count: $0.count, amount: $0.amount.amount)
            }.sorted { $0.currency.utf8.lexicographicallyPrecedes($1.currency.utf8) }
        )
    }

    private func writeLists(to sink: any PackSink) throws {
        let invoices = InvoiceRepository(connection)
        try writeTable("invoices", InvoiceFields.all, to: sink) { put in
            try ListWriter<InvoiceSummary>.forEachRecord(
                ListRequest(query(.invoices)),
                { try invoices.list($0) },
                { try put(DatedInvoice(invoice: $0, isOverdue: $0.isOverdue(on: date))) }
            )
        }
        try writeTable("credit-notes", CreditNoteFields.all, to: sink) { put in
            try PackRecords(connection, scope).forEachCreditNote(put)
        }
        let payments = PaymentList(connection)
        try writeTable("payments", PaymentFields.all, to: sink) { put in
            try ListWriter<PaymentSummary>.forEachRecord(
                ListRequest(query(.payments)),
                { try payments.page($0) },
                put
            )
        }
        try writeJournal(to: sink)
    }

    /// A list as `--csv` has it, with all columns.
    private func writeTable<Record>(
        _ name: String,
        _ fields: [RecordField<Record>],
        to sink: any PackSink,
        _ records: ((Record) throws -> Void) throws -> Void,
    ) throws {
        try sink.begin("lists/\(name).csv")
        try sink.append(Array(CSVWriter.record(CSVRow.names(fields)).utf8))
        try records { record in
            try sink.append(Array(CSVWriter.record(CSVRow.cells(record, fields)).utf8))
        }
        try sink.end()
    }

    /// The journal as `--jsonl` has it. Of a customer's pack only what tells of the customer.
    private func writeJournal(to sink: any PackSink) throws {
        try sink.begin("lists/journal.jsonl")
        let put = { (entry: JournalSummary) in
            try sink.append(Array((JSONWriter.text(.record(entry, JournalFields.all)) + "\n").utf8))
        }
        if let customer = scope.customer {
            try PackRecords(connection, scope).forEachEntry(of: customer) { entry in
                if scope.holds(entry.act.at) { try put(entry) }
            }
        } else {
            let journal = JournalRepository(connection)
            try ListWriter<JournalSummary>.forEachRecord(
                ListRequest(query(.journal)),
                { try journal.list($0) },
                put
            )
        }
        try sink.end()
    }

    // MARK: - Documents

    private func writeDocuments(to sink: any PackSink) throws {
        let desk = try DocumentDesk(connection)
        let invoices = InvoiceRepository(connection)
        var request = try ListRequest(query(.invoices, alone: "is:numbered"))
        request.query.sort = [SortTerm("number")]
        try ListWriter<InvoiceSummary>.forEachRecord(
            request,
            { try invoices.list($0) },
            { summary in
                guard let number = summary.number,
                    let invoice = try invoices.find(summary.id.description)
                else { return }
                let name = PackNames.name(of: number)
                try writeSheet(desk.sheet(of: invoice), "documents/invoices/\(name)", to: sink)
            }
        )
        let notes = CreditNoteRepository(connection)
        try PackRecords(connection, scope).forEachCreditNote { listed in
            guard let (stored, invoice) = try notes.find(listed.id.description) else { return }
            let name = PackNames.name(of: stored.number)
            let sheet = try desk.sheet(of: stored, on: invoice)
            try writeSheet(sheet, "documents/credit-notes/\(name)", to: sink)
        }
    }

    /// As text and as a page, drawn the same on every machine.
    private func writeSheet(
        _ sheet: DocumentSheet,
        _ path: String,
        to sink: any PackSink,
    ) throws {
        let text = SheetText(sheet, width: SheetText.standardWidth, profile: TextProfile()).text()
        for (ending, text) in [("txt", text), ("html", SheetPage(sheet).text())] {
            try sink.begin("\(path).\(ending)")
            try sink.append(Array(text.utf8))
            try sink.end()
        }
    }

    // MARK: - What is asked for

    /// The day that decides whether a record belongs to the pack's time.
    private enum Dated: String {
        case invoices = "issued"
        case payments = "received"
        case journal = "at"

        var fields: FilterFields {
            switch self {
            case .invoices: .invoices
            case .payments: .payments
            case .journal: .journal
            }
        }
    }

    private func query(_ list: Dated, alone condition: String = "") throws -> ListQuery {
        var words = [condition]
        if let period = scope.period {
            words.append("\(list.rawValue):>=\(period.from.iso8601)")
            words.append("\(list.rawValue):<\(period.to.iso8601)")
        }
        return ListQuery(
            condition: try ListFilter(reading: words.joined(separator: " "), list.fields),
            customer: scope.customer,
            today: date
        )
    }
}

extension PackScope {
    /// Entries of the journal belong to their day in UTC, as their list has it.
    fileprivate func holds(_ instant: Instant) -> Bool {
        guard let period else { return true }
        let day = instant.iso8601.prefix(10)
        return day >= period.from.iso8601 && day < period.to.iso8601
    }
}
