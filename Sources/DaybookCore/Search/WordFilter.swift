/// Plain words that a record must have, each anywhere in it, in any case and with or without
/// accents. No words match everything.
package struct WordFilter: Hashable, Sendable {
    /// As it was typed.
    package let text: String
    /// Folded, none of them empty.
    package let words: [String]

    package static var none: WordFilter { WordFilter("") }

    package init(_ text: String) {
        self.text = text
        words = text.split(whereSeparator: \.isWhitespace)
            .map { Folding.folded(String($0)).filter { $0 != Self.separator } }
            .filter { !$0.isEmpty }
    }

    package var isEmpty: Bool { words.isEmpty }

    /// Stands between fields and between words, so that no word is found across two fields.
    package static var separator: Character { "\u{1F}" }

    /// Two filters that let the same through are equal, however they were typed.
    package static func == (one: WordFilter, other: WordFilter) -> Bool {
        one.words == other.words
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(words)
    }

    package func matches(_ fields: [String]) -> Bool {
        let folded = fields.map(Folding.folded).joined(separator: String(Self.separator))
        return words.allSatisfy { folded.utf8.contains($0.utf8) }
    }
}
