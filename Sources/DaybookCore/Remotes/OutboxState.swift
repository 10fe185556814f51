/// What became of a change that a remote is to hear of.
package enum OutboxState: String, CaseIterable, Sendable {
    case waiting
    /// It is on its way, and nobody knows yet whether it arrived: the remote may have it.
    case sent
    /// The remote has said that it has it.
    case done
    /// The remote has said no: it does not have it.
    case refused
    /// It was taken back before it left.
    case withdrawn

    /// Whether the remote has the change, or may have it.
    package var mayHaveLeft: Bool {
        switch self {
        case .sent, .done: true
        case .waiting, .refused, .withdrawn: false
        }
    }

    /// What may follow. After no answer, what was sent waits again, under the same key.
    package var next: Set<OutboxState> {
        switch self {
        case .waiting: [.sent, .withdrawn]
        case .sent: [.waiting, .done, .refused]
        case .refused: [.waiting, .withdrawn]
        case .done, .withdrawn: []
        }
    }
}
