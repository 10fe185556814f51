/// The state of an invoice on a day, as people speak of it: one that is overdue is called so.
package struct InvoiceStatus: Hashable, Sendable {
    package let state: InvoiceState
    package let isOverdue: Bool

    package init(_ state: InvoiceState, isOverdue: Bool) {
        self.state = state
        self.isOverdue = isOverdue
    }

    /// One word of fixed meaning; a colour only repeats it.
    package var word: String {
        if isOverdue { return "OVERDUE" }
        return switch state {
        case .gathering: "GATHERING"
        case .draft: "DRAFT"
        case .approved: "APPROVED"
        case .issued: "ISSUED"
        case .partiallyPaid: "PART PAID"
        case .paid: "PAID"
        case .uncollectible: "BAD DEBT"
        case .void: "VOID"
        }
    }
}
