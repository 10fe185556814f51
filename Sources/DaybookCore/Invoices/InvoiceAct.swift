/// What can be done to an invoice.
package enum InvoiceAct: String, CaseIterable, Sendable {
    /// Lines are added to an invoice that still gathers them.
    case gather
    /// Gathering ends: it becomes a draft.
    case collect
    case edit
    /// Lines and sums are computed anew from their sources.
    case recalculate
    case delete
    case approve
    /// The approval is taken back, so that it can be edited again.
    case reopen
    /// It gets its number, and is never changed after.
    case issue
    /// Part of a payment is allocated to it.
    case pay
    /// An allocated payment is taken off it.
    case release
    case credit
    /// A small rest is given up; the invoice counts as settled.
    case writeOff = "write_off"
    /// Nothing more is expected: what is open becomes bad debt.
    case giveUp = "give_up"
    /// What was written off is owed again.
    case reinstate
    case void

    /// As the end of a sentence: "it cannot be …".
    package var participle: String {
        switch self {
        case .gather: "added to"
        case .collect: "collected"
        case .edit: "edited"
        case .recalculate: "recalculated"
        case .delete: "deleted"
        case .approve: "approved"
        case .reopen: "reopened"
        case .issue: "issued"
        case .pay: "paid"
        case .release: "released of payments"
        case .credit: "credited"
        case .writeOff: "written off"
        case .giveUp: "given up"
        case .reinstate: "reinstated"
        case .void: "voided"
        }
    }
}
