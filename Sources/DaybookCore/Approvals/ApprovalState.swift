/// Where an approval stands: it waits, and then stays as somebody decided.
package enum ApprovalState: String, CaseIterable, Sendable {
    case waiting, approved, rejected, withdrawn
    /// It was approved, and what was done then was taken back. It does not wait again: whoever
    /// still wants it asks anew, so that nobody does again alone what two had agreed to leave.
    case undone

    package var summary: String {
        switch self {
        case .waiting: "waits for a second person"
        case .approved: "was approved and done"
        case .rejected: "was rejected"
        case .withdrawn: "was withdrawn by whoever asked"
        case .undone: "was approved, done and taken back"
        }
    }
}
