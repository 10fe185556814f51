/// Where an invoice stands. «Overdue» is no state: it follows from the due date and the day.
package enum InvoiceState: String, Sendable, CaseIterable {
    /// Still collecting the lines of its period.
    case gathering
    case draft
    case approved
    /// Numbered and sent; never changed from here on.
    case issued
    case partiallyPaid = "partially_paid"
    case paid
    case uncollectible
    case void

    /// Whether money is still expected for it.
    package var isOpen: Bool {
        switch self {
        case .issued, .partiallyPaid: true
        case .gathering, .draft, .approved, .paid, .uncollectible, .void: false
        }
    }

    /// Whether it has left the house with a number.
    package var isNumbered: Bool {
        switch self {
        case .gathering, .draft, .approved: false
        case .issued, .partiallyPaid, .paid, .uncollectible, .void: true
        }
    }
}
