/// A positional argument of a command.
struct ArgumentSpec: Sendable {
    /// How many words the argument takes.
    enum Count: Sendable {
        case required
        case optional
        /// None or more.
        case repeated
        case atLeastOne
    }

    /// The name as help shows it, in capitals: `ID`, `FILE`.
    let name: String
    let summary: String
    let kind: ValueKind
    let count: Count

    init(
        _ name: String,
        _ summary: String,
        kind: ValueKind = .text,
        count: Count = .required,
    ) {
        self.name = name
        self.summary = summary
        self.kind = kind
        self.count = count
    }

    var isRequired: Bool {
        switch count {
        case .required, .atLeastOne: true
        case .optional, .repeated: false
        }
    }

    var isRepeated: Bool {
        switch count {
        case .repeated, .atLeastOne: true
        case .required, .optional: false
        }
    }

    /// The argument as a usage line shows it.
    var usage: String {
        switch count {
        case .required: name
        case .optional: "[\(name)]"
        case .repeated: "[\(name)...]"
        case .atLeastOne: "\(name)..."
        }
    }

    /// The summary with what the value may be.
    var account: String {
        kind.hint.map { "\(summary) (\($0))" } ?? summary
    }
}
