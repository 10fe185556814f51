/// What a pane is narrowed to by the way one came to it, besides its filter.
package struct ListScope: Hashable, Sendable {
    /// The key of the customer whose records are listed; nil for everybody's.
    package let customer: String?
    /// Its name, for the title.
    package let name: String

    package static let all = ListScope(customer: nil, name: "")

    package init(customer: String?, name: String) {
        self.customer = customer
        self.name = name
    }
}
