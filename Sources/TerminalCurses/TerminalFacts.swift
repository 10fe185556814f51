package import TerminalKit

/// What the system knows about the terminal.
package struct TerminalFacts: Hashable, Sendable {
    /// How many colours it has; none or fewer if it has only one.
    package let colors: Int
    package let hasTrueColor: Bool
    /// Whether the locale says that its letters are UTF-8.
    package let isUTF8: Bool
    package let abilities: TerminalAbilities
}
