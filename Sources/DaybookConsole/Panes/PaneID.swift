/// The panes of the console. Each has its digit, shown in its title.
package enum PaneID: String, Hashable, Sendable, CaseIterable {
    case customers
    case invoices
}
