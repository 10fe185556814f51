/// An option of a command, or a global one: a flag, or a name with a value.
struct OptionSpec: Sendable {
    /// The name of the value as help shows it, and what the value may be.
    struct Value: Sendable {
        let name: String
        let kind: ValueKind
    }

    /// What holds when the option is not given.
    enum Default: Sendable {
        /// The parser fills in this value, and help shows it: the two cannot drift apart.
        case value(String)
        /// The command finds the value itself; help shows these words.
        case described(String)

        var text: String {
            switch self {
            case .value(let text), .described(let text): text
            }
        }
    }

    /// The long name without its dashes.
    let name: String
    let letter: Character?
    /// Nothing for a flag.
    let value: Value?
    let summary: String
    let standing: Default?
    let isRepeatable: Bool
    let isRequired: Bool
    /// True when the next word may be the value although it begins with a dash, as in
    /// `--sort -due`. A word of a dash and one letter, or of two dashes, still is an option.
    let allowsLeadingDash: Bool

    static func flag(
        _ name: String,
        letter: Character? = nil,
        _ summary: String,
    ) -> OptionSpec {
        OptionSpec(
            name: name,
            letter: letter,
            value: nil,
            summary: summary,
            standing: nil,
            isRepeatable: false,
            isRequired: false,
            allowsLeadingDash: false,
        )
    }

    static func value(
        _ name: String,
        letter: Character? = nil,
        _ valueName: String,
        _ kind: ValueKind,
        _ summary: String,
        default standing: Default? = nil,
        isRepeatable: Bool = false,
        isRequired: Bool = false,
        allowsLeadingDash: Bool = false,
    ) -> OptionSpec {
        OptionSpec(
            name: name,
            letter: letter,
            value: Value(name: valueName, kind: kind),
            summary: summary,
            standing: standing,
            isRepeatable: isRepeatable,
            isRequired: isRequired,
            allowsLeadingDash: allowsLeadingDash,
        )
    }

    /// The long form as it is written, `--limit`.
    var long: String { "--\(name)" }

    /// The short form as it is written, `-n`.
    var short: String? { letter.map { "-\($0)" } }

    /// All forms in which the option can be written.
    var spellings: [String] { [long] + (short.map { [$0] } ?? []) }

    /// The option as a usage line shows it, `--limit N`.
    var usage: String {
        value.map { "\(long) \($0.name)" } ?? long
    }

    /// The option as a table of options shows it, `--limit N, -n N`.
    var term: String {
        guard let short else { return usage }
        return value.map { "\(long) \($0.name), \(short) \($0.name)" } ?? "\(long), \(short)"
    }

    /// The summary with what the value may be and what holds without it.
    var account: String {
        var facts: [String] = []
        if isRequired { facts.append("required") }
        if let hint = value?.kind.hint { facts.append(hint) }
        if isRepeatable { facts.append("may be repeated") }
        if let standing { facts.append("default: \(standing.text)") }
        return facts.isEmpty ? summary : "\(summary) (\(facts.joined(separator: "; ")))"
    }
}
