/// A field that filters of a list can name.
package struct FilterField: Hashable, Sendable {
    package let name: String
    /// Other words for it, shorter ones among them.
    package let aliases: [String]
    package let kind: Kind
    /// What the field is, for help and completion.
    package let summary: String
    /// Whether a record may be without a value, so that `has:` can ask for it.
    package let mayBeAbsent: Bool

    package init(
        _ name: String,
        _ kind: Kind,
        or aliases: [String] = [],
        mayBeAbsent: Bool = false,
        _ summary: String,
    ) {
        self.name = name
        self.aliases = aliases
        self.kind = kind
        self.summary = summary
        self.mayBeAbsent = mayBeAbsent
    }

    package enum Kind: Hashable, Sendable {
        case text
        /// One or several of some words.
        case choice([Choice])
        /// Any number of short texts, each of which stands for itself.
        case label
        case day
        /// How long ago a day is.
        case age
        case amount
        case count
    }

    /// A word that a choice takes, and what it means.
    package struct Choice: Hashable, Sendable {
        package let word: String
        package let aliases: [String]
        package let summary: String

        package init(_ word: String, or aliases: [String] = [], _ summary: String) {
            self.word = word
            self.aliases = aliases
            self.summary = summary
        }
    }

    var isNumber: Bool { kind == .amount || kind == .count }

    func isCalled(_ word: String) -> Bool {
        name == word || aliases.contains(word)
    }

    /// The canonical word of a choice.
    func choice(_ word: String) -> String? {
        guard case .choice(let choices) = kind else { return nil }
        let lower = word.lowercased()
        return choices.first { $0.word == lower || $0.aliases.contains(lower) }?.word
    }

    /// What may stand behind the colon, in words.
    package var expectation: String {
        switch kind {
        case .text: "a text or a pattern such as /^INV-2026/"
        case .choice(let choices): "one of \(choices.map(\.word).joined(separator: ", "))"
        case .label: "a text"
        case .day: "a day such as 2026-11-30, 2026-11, today or +30d, also <… or …..…"
        case .age: "a length of time such as 30d, 6m or 1y, also >… or …..…"
        case .amount: "an amount such as 500 or 500EUR, also >… or …..…"
        case .count: "a whole number, also >… or …..…"
        }
    }
}

/// The fields of one kind of record.
package struct FilterFields: Hashable, Sendable {
    /// What one of the records is called.
    package let noun: String
    /// What several are called, where that is not the same with an s.
    package let plural: String?
    package let all: [FilterField]

    package init(_ noun: String, plural: String? = nil, _ all: [FilterField]) {
        self.noun = noun
        self.plural = plural
        self.all = all
    }

    /// The field of this name or alias.
    package func find(_ name: String) -> FilterField? {
        let lower = name.lowercased()
        return all.first { $0.isCalled(lower) }
    }

    package subscript(_ name: String) -> FilterField {
        guard let field = all.first(where: { $0.name == name }) else {
            preconditionFailure("a filter names fields of its list, and \(name) is none")
        }
        return field
    }

    package var names: [String] { all.map(\.name) }

    /// What several of the records are called.
    package var severalNoun: String { plural ?? "\(noun)s" }

    var namesForHas: [String] { all.filter(\.mayBeAbsent).map(\.name) }
}
