import DaybookCore
import TerminalKit

extension PaneDefinition {
    static let customers = PaneDefinition(
        id: .customers,
        command: .customers,
        title: "Customers",
        noun: "customer",
        columns: [
            ListColumn("Name", narrowest: 22),
            ListColumn("Key", narrowest: 6, rank: 2),
            ListColumn("Country", rank: 4),
            ListColumn("Accounts", .right, rank: 3),
            ListColumn("Open", .decimal),
            ListColumn(""),
            ListColumn("State", rank: 1),
        ],
        sort: Sort(column: 0, term: SortTerm("name")),
        emptyAdvice: "An import brings them.",
        open: { world, query in
            RowSource(try world.customers.open(query)) { CustomerRow.of($0) }
        },
        detail: { world, key in
            try await world.customer(key).map {
                CustomerDetail(record: $0, zone: world.zone).detail
            }
        },
        links: [
            PaneLink(command: .invoicesOfCustomer, pane: .invoices) { row in
                row.parent.map { ListScope(customer: $0, name: row.cells[0].text) }
            }
        ],
        filters: .customers,
        filterExamples: [
            FilterExample("nord hafen", "both words, wherever they stand"),
            FilterExample("-is:archived", "not archived"),
            FilterExample("open:>500EUR", "has more than 500 euros to pay"),
            FilterExample("created:>-30d", "entered in the last thirty days"),
            FilterExample("country:DE,AT", "one of several values"),
            FilterExample("name:\"Nord AG\"", "a text with a space in it"),
            FilterExample("re:/^acme/", "a pattern that one of the texts matches"),
            FilterExample("-has:email", "without an address for e-mail"),
            FilterExample("(a b) | c", "either both or the other"),
            FilterExample("@vip", "the saved filter of that name"),
        ],
    )
}

/// A customer as a row of the list.
enum CustomerRow {
    static func of(_ customer: CustomerSummary) -> ListRow {
        // One amount has its columns; of several the first is shown and that there are more.
        let first = customer.open.first
        let more = customer.open.count > 1 ? " +\(customer.open.count - 1)" : ""
        return ListRow(
            key: customer.id.description,
            cells: [
                ListCell(customer.name),
                ListCell(customer.key, .secondary),
                ListCell(customer.country, .secondary),
                ListCell(Figures.count(customer.accountCount)),
                ListCell(first?.groupedText ?? "", first?.isNegative ?? false ? .bad : .primary),
                ListCell(first.map { $0.currency.code + more } ?? "", .secondary),
                ListCell(
                    customer.state.word,
                    customer.state == .archived ? .secondary : .good,
                ),
            ],
            parent: customer.key,
        )
    }
}

extension PartyState {
    var word: String {
        switch self {
        case .active: "ACTIVE"
        case .archived: "ARCHIVED"
        }
    }
}
