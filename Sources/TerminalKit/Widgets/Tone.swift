/// How a message is meant. Its word says it where its colour does not.
package enum Tone: Hashable, Sendable, CaseIterable {
    case note, good, warning, bad

    package var style: Style {
        switch self {
        case .note: .plain
        case .good: Style(.good)
        case .warning: Style(.warning)
        case .bad: Style(.bad)
        }
    }

    /// What stands before the message; a mere note has none.
    package var word: String? {
        switch self {
        case .note: nil
        case .good: "done:"
        case .warning: "warning:"
        case .bad: "error:"
        }
    }
}
