import DaybookCore

/// What a value may be. The parser checks what it can know alone; dates, instants, amounts and
/// currencies stay text for the command, whose modules own their rules.
indirect enum ValueKind: Sendable, Equatable {
    enum PathKind: Sendable {
        case file
        case folder
    }

    case text
    case integer(ClosedRange<Int>)
    case path(PathKind)
    case choice([String])
    case date
    case instant
    /// An instant, or a day for its beginning.
    case moment
    case amount
    case currency
    /// A word of a command's name, as `help` takes it.
    case topic
    /// Entries parted by commas.
    case list(of: ValueKind)

    /// Why a value was refused.
    struct Refusal: Equatable {
        let found: String
        /// What would have been right, as `one of a, b`.
        let expected: String
        let isEntry: Bool
        let suggestions: [String]
    }

    /// The words that end a sentence beginning with "it must be".
    var expectation: String {
        switch self {
        case .text: "a text"
        case .integer: hint.map { "a whole number, \($0)" } ?? "a whole number"
        case .path(.file): "the path of a file"
        case .path(.folder): "the path of a folder"
        case .choice: hint ?? "one of none"
        case .date: "a date such as 2026-11-20"
        case .instant: "an instant such as 2026-11-20T10:00:00Z"
        case .moment: "an instant such as 2026-11-20T10:00:00Z, or a date"
        case .amount: "an amount such as 12.50"
        case .currency: "a currency such as EUR"
        case .topic: "a word of a command"
        case .list(of: let entry): "\(entry.expectation), separated by commas"
        }
    }

    /// What help adds in brackets, where the value's name does not say it.
    var hint: String? {
        switch self {
        case .text, .path, .topic: nil
        case .integer(let range): ValueKind.hint(of: range)
        case .choice(let words): "one of \(words.joined(separator: ", "))"
        case .date: "such as 2026-11-20"
        case .instant: "such as 2026-11-20T10:00:00Z"
        case .moment: "such as 2026-11-20T10:00:00Z; a date is its beginning"
        case .amount: "such as 12.50"
        case .currency: "such as EUR"
        case .list(of: .choice(let words)):
            "from \(words.joined(separator: ", ")); separated by commas"
        case .list(of: let entry):
            entry.hint.map { "each \($0); separated by commas" } ?? "separated by commas"
        }
    }

    /// The bounds of a range, without those that are no bounds.
    private static func hint(of range: ClosedRange<Int>) -> String? {
        switch (range.lowerBound, range.upperBound) {
        case (.min, .max): nil
        case (let low, .max): "\(low) or more"
        case (.min, let high): "\(high) or less"
        case (let low, let high): "\(low) to \(high)"
        }
    }

    /// The entries of a list as they stand between the commas.
    static func entries(of value: String) -> [String] {
        value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    /// Says why `value` is not of this kind, or nothing when it is.
    func refusal(of value: String) -> Refusal? {
        switch self {
        case .text:
            return nil
        case .list(of: let entry):
            return ValueKind.entries(of: value).lazy
                .compactMap { entry.refusal(ofEntry: $0) }
                .first
        case .integer(let range):
            if let number = Int(value), range.contains(number) { return nil }
        case .choice(let words):
            if words.contains(value) { return nil }
            return refusal(value, suggestions: NearestWords.among(words, to: value))
        case .date, .instant, .moment:
            if CalendarRange.isEdge(value) {
                let expected = "\(expectation), in the years \(CalendarRange.words)"
                return refusal(value, suggestions: [], expecting: expected)
            }
            if !value.isEmpty { return nil }
        case .path, .amount, .currency, .topic:
            // An empty word mostly comes from an unset shell variable; it is never one of these.
            if !value.isEmpty { return nil }
        }
        return refusal(value, suggestions: [])
    }

    /// An empty entry is refused in every list, also in one of texts: it is a comma too many.
    private func refusal(ofEntry value: String) -> Refusal? {
        let refusal = value.isEmpty ? refusal(value, suggestions: []) : refusal(of: value)
        return refusal.map {
            Refusal(
                found: $0.found,
                expected: $0.expected,
                isEntry: true,
                suggestions: $0.suggestions,
            )
        }
    }

    /// A refusal in the words of this kind.
    private func refusal(
        _ value: String,
        suggestions: [String],
        expecting expected: String? = nil,
    ) -> Refusal {
        Refusal(
            found: value,
            expected: expected ?? expectation,
            isEntry: false,
            suggestions: suggestions
        )
    }
}
