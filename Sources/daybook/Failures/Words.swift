import TerminalKit

/// Texts from data and from users, made fit for a message: nothing in them moves a cursor, hides
/// or turns text round, and none is long.
enum Words {
    private static let profile = TextProfile()
    private static let mostCells = 80

    /// The word in backticks.
    static func quoted(_ word: String) -> String { "`\(visible(word))`" }

    /// The word with marks for what cannot be seen, cut when it is long.
    static func visible(_ word: String) -> String {
        VisibleText(word, upTo: mostCells, for: profile).text
    }

    /// A whole message; its length is bounded by what went into it.
    static func line(_ message: String) -> String {
        VisibleText(message, upTo: 2000, for: profile).text
    }
}
