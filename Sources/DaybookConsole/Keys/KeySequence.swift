package import TerminalKit

/// One key, or several after one another: `g g`.
package struct KeySequence: Hashable, Sendable {
    package let keys: [KeyPress]

    /// More than this nobody remembers.
    private static let longest = 4

    /// - Parameter text: names of keys with spaces between them.
    package init?(_ text: String) {
        let names = text.split(separator: " ")
        let keys = names.compactMap { KeyPress(name: String($0)) }
        guard !keys.isEmpty, keys.count == names.count, keys.count <= Self.longest else {
            return nil
        }
        self.keys = keys
    }

    package var name: String { keys.map(\.name).joined(separator: " ") }

    func starts(with other: [KeyPress]) -> Bool {
        keys.starts(with: other)
    }
}
