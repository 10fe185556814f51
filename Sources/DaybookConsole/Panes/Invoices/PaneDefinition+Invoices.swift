import DaybookCore
import TerminalKit

extension PaneDefinition {
    static let invoices = PaneDefinition(
        id: .invoices,
        command: .invoices,
        title: "Invoices",
        noun: "invoice",
        columns: [
            ListColumn("Number", rank: 1),
            ListColumn("Customer", narrowest: 14),
            ListColumn("State", rank: 2),
            ListColumn("Issued", rank: 5),
            ListColumn("Due", rank: 3),
            ListColumn("Amount", .decimal),
            ListColumn("Open", .decimal, rank: 4),
            ListColumn(""),
        ],
        // What is to be paid next first, what has no date yet last.
        sort: Sort(column: 4, term: SortTerm("-due")),
        emptyAdvice: "An import or a billing run brings them.",
        open: { world, query in
            let today = try world.today()
            return RowSource(try world.invoices.open(query)) { InvoiceRow.of($0, on: today) }
        },
        detail: { world, key in
            let today = try world.today()
            return try await world.invoice(key).map {
                InvoiceDetail(record: $0, today: today, zone: world.zone).detail
            }
        },
        links: [
            PaneLink(command: .customerOfInvoice, pane: .customers) { row in
                row.parent.map { ListScope(customer: $0, name: row.cells[1].text) }
            }
        ],
        filters: .invoices,
        filterExamples: [
            FilterExample("gmbh 2026", "both words, wherever they stand"),
            FilterExample("-is:paid", "not paid"),
            FilterExample("due:<today", "due before today; also +30d, eom, 2026-q4"),
            FilterExample("due:2026-10..", "due in October 2026 or later"),
            FilterExample("amount:>500EUR", "more than 500 euros; also 100..500"),
            FilterExample("st:draft,issued", "one of several values"),
            FilterExample("cust:\"Nord AG\"", "a text with a space in it"),
            FilterExample("re:/^INV-2026/", "a pattern that one of the texts matches"),
            FilterExample("-has:note", "without a note"),
            FilterExample("(a b) | c", "either both or the other"),
            FilterExample("@late", "the saved filter of that name"),
        ],
    )
}

/// An invoice as a row of the list.
enum InvoiceRow {
    static func of(_ invoice: InvoiceSummary, on today: CivilDate) -> ListRow {
        let status = InvoiceStatus(invoice.state, isOverdue: invoice.isOverdue(on: today))
        let total = invoice.totals.total
        return ListRow(
            key: invoice.id.description,
            cells: [
                ListCell(
                    invoice.number ?? "(none yet)",
                    invoice.number == nil ? .secondary : .primary
                ),
                ListCell(invoice.customerName),
                ListCell(status.word, status.tone),
                ListCell(invoice.issuedOn.map(Figures.date) ?? ""),
                ListCell(
                    invoice.dueOn.map(Figures.date) ?? "",
                    status.isOverdue ? .bad : .primary
                ),
                ListCell(total.groupedText, total.isNegative ? .bad : .primary),
                ListCell(
                    invoice.open.isZero ? "" : invoice.open.groupedText,
                    invoice.open.isNegative ? .bad : .primary,
                ),
                ListCell(total.currency.code),
            ],
            parent: invoice.customerKey,
            mark: status.isOverdue ? .problem : nil,
        )
    }
}

extension InvoiceStatus {
    /// The colour repeats what the word says.
    var tone: Role {
        if isOverdue { return .bad }
        return switch state {
        case .gathering, .void: .secondary
        case .draft, .approved, .partiallyPaid: .warning
        case .issued: .primary
        case .paid: .good
        case .uncollectible: .bad
        }
    }
}
