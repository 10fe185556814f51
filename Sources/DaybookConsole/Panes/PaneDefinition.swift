package import DaybookCore
package import TerminalKit

/// A way from a record to what belongs to it in another pane.
package struct PaneLink: Sendable {
    package let command: ConsoleCommand
    package let pane: PaneID
    package let scope: @Sendable (ListRow) -> ListScope?
}

/// All that makes a pane: a new one is a folder beside this file and a row in `all`.
package struct PaneDefinition: Sendable {
    package let id: PaneID
    /// The command that shows it, and with it its digit.
    package let command: ConsoleCommand
    package let title: String
    /// What one row is: `invoice`.
    package let noun: String
    package let columns: [ListColumn]
    package let sort: Sort
    /// What to do when the ledger has none of these.
    package let emptyAdvice: String
    package let open: @Sendable (ConsoleWorld, ListQuery) throws -> RowSource
    package let detail: @Sendable (ConsoleWorld, _ key: String) async throws -> Detail?

    /// What belongs to a record in other panes.
    package let links: [PaneLink]
    /// The list whose fields its filter can name.
    package let filters: FilteredList
    package let filterExamples: [FilterExample]

    /// The order of the list: the column that carries the arrow, and the field behind it.
    package struct Sort: Hashable, Sendable {
        package let column: Int
        package let term: SortTerm
    }

    /// The panes in the order of their digits.
    package static let all: [PaneDefinition] = [.customers, .invoices]

    package static func of(_ id: PaneID) -> PaneDefinition {
        guard let definition = all.first(where: { $0.id == id }) else {
            preconditionFailure("every pane has a row in the table: \(id)")
        }
        return definition
    }

    /// What is listed under a scope and a filter.
    func query(_ scope: ListScope, _ filter: ListFilter, on today: CivilDate) -> ListQuery {
        ListQuery(sort: [sort.term], condition: filter, customer: scope.customer, today: today)
    }

    /// `1 invoice`, `12 invoices`
    func counted(_ count: Int) -> String {
        "\(Figures.count(count)) \(noun)\(count == 1 ? "" : "s")"
    }
}
