extension UsageError: CustomStringConvertible {
    /// One line for people: who speaks, what is wrong, what was perhaps meant, where to look.
    var description: String {
        "\(program): \(detail) (see: \(help))"
    }

    /// What is wrong and what was perhaps meant, without the frame around it.
    var detail: String {
        guard !suggestions.isEmpty else { return statement }
        let meant = suggestions.map { Words.quoted($0) }
        return "\(statement); did you mean \(joined(meant, by: "or"))?"
    }

    /// What is wrong, as the main clause of a sentence without its end.
    private var statement: String {
        switch problem {
        case .unknownCommand where found.last?.isEmpty == true:
            "an empty word names no command"
        case .unknownCommand:
            "there is no command \(Words.quoted(found.joined(separator: " ")))"
        case .missingVerb(let verbs):
            "\(owner) needs a verb: \(joined(verbs, by: "or"))"
        case .unknownOption:
            command.isEmpty ? "there is no option \(word)" : "\(owner) has no option \(word)"
        case .earlyOption:
            "the option \(word) stands before its command; it belongs after the command's words"
        case .missingValue(let name, let next):
            "the option \(word) needs a value, \(name)" + (next.map(dashAdvice) ?? "")
        case .surplusValue(let value):
            "the option \(word) takes no value, but was given \(Words.quoted(value))"
        case .badValue(let name, let expected, let isEntry):
            refusal(of: name, expected: expected, isEntry: isEntry)
        case .missingArgument(let name):
            "\(owner) needs \(name)"
        case .surplusArgument(let names):
            surplus(after: names)
        case .missingOption(let usage):
            "\(owner) needs \(Words.quoted(usage))"
        case .repeatedOption:
            "the option \(word) is given twice"
        case .exclusiveOptions:
            "\(joined(found.map { Words.quoted($0) }, by: "and")) exclude each other"
        }
    }

    /// The wrong word, fit to be shown.
    private var word: String { Words.quoted(found.first ?? "") }

    /// The command in whose name the error speaks.
    private var owner: String {
        Words.quoted(command.isEmpty ? program : command.joined(separator: " "))
    }

    /// A bad value: what it must be, and what it is. An empty one cannot be shown, so it is said.
    private func refusal(of name: String, expected: String, isEntry: Bool) -> String {
        let subject = isEntry ? "each entry of `\(name)`" : "`\(name)`"
        let value = found.first ?? ""
        if value.isEmpty {
            return "\(subject) must be \(expected), but \(isEntry ? "one" : "it") is empty"
        }
        return "\(subject) must be \(expected), not \(Words.quoted(value))"
    }

    private func surplus(after names: [String]) -> String {
        switch names.count {
        case 0: "\(owner) takes no arguments, but was given \(word)"
        case 1: "\(owner) takes only \(names[0]), but was also given \(word)"
        default: "\(owner) takes only \(joined(names, by: "and")), but was also given \(word)"
        }
    }

    /// The way out for a value that was taken for an option.
    private func dashAdvice(_ next: String) -> String {
        let option = found.first ?? ""
        return "; a value that begins with a dash is written "
            + Words.quoted("\(option)=\(next)")
    }

    /// The words as a list in a sentence: `a, b or c`.
    private func joined(_ words: [String], by conjunction: String) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return "\(words.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
    }
}
