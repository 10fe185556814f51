package import TerminalKit

/// Which keys call which command.
package struct Keymap: Hashable, Sendable {
    private let sequences: [ConsoleCommand: [KeySequence]]

    init(_ sequences: [ConsoleCommand: [KeySequence]]) {
        self.sequences = sequences
    }

    /// The keys of the command table.
    package static let standard = Keymap(standardSequences)

    /// What a sequence of keys means so far.
    package enum Meaning: Hashable, Sendable {
        case command(ConsoleCommand)
        /// More keys may follow: what they would call.
        case prefix([Continuation])
        case nothing
    }

    package struct Continuation: Hashable, Sendable {
        package let rest: String
        package let command: ConsoleCommand
    }

    package func keys(of command: ConsoleCommand) -> [KeySequence] {
        sequences[command] ?? []
    }

    package func meaning(of pressed: [KeyPress]) -> Meaning {
        var continuations: [Continuation] = []
        for entry in CommandEntry.all {
            for sequence in keys(of: entry.command) where sequence.starts(with: pressed) {
                if sequence.keys.count == pressed.count { return .command(entry.command) }
                let rest = sequence.keys.dropFirst(pressed.count).map(\.name)
                continuations.append(
                    Continuation(rest: rest.joined(separator: " "), command: entry.command)
                )
            }
        }
        return continuations.isEmpty ? .nothing : .prefix(continuations)
    }
}
