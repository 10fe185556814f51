// What a table must keep to. The parser and the texts rely on it without checking: a test of the
// table calls `faults`, the program at its start does not.

extension CommandTable {
    /// Each rule that the table breaks, as a sentence; none for a good table.
    var faults: [String] {
        pathFaults + nounFaults + commands.flatMap(faults(of:)) + exampleFaults
            + optionFaults(globals, exclusive: exclusive, of: "the globals")
    }

    /// The words of commands: unique, plain, and one or two, as nouns have it.
    private var pathFaults: [String] {
        var faults: [String] = []
        var seen: Set<[String]> = []
        let nounNames = Set(nouns.map(\.name))
        for command in commands {
            let name = display(command)
            if !seen.insert(command.path).inserted { faults.append("\(name) stands twice") }
            if command.path.count > 2 { faults.append("\(name) has more than two words") }
            if !command.path.allSatisfy(isPlainWord) {
                faults.append("\(name) has a word that is not of small letters, digits and dashes")
            }
            guard let first = command.path.first else { continue }
            if nounNames.contains(first) != (command.path.count == 2) {
                faults.append("\(name) does not fit the nouns: a noun has verbs, and only a noun")
            }
        }
        if command(at: ["help"])?.takesTopic != true {
            faults.append("there is no `help` that takes the words of a command")
        }
        return faults
    }

    /// Nouns: unique, and in one group with all of their verbs, else help would list them twice.
    private var nounFaults: [String] {
        var faults: [String] = []
        var seen: Set<String> = []
        for group in groups {
            for noun in group.nouns {
                if !seen.insert(noun.name).inserted { faults.append("\(noun.name) stands twice") }
                let isHere = group.commands.contains { $0.path.first == noun.name }
                if !isHere { faults.append("\(noun.name) has no verbs in its group") }
                faults += summaryFaults(noun.summary, of: noun.name)
            }
            for command in group.commands where command.path.count == 2 {
                if !group.nouns.contains(where: { $0.name == command.path[0] }) {
                    faults.append("\(display(command)) is not in the group of its noun")
                }
            }
        }
        return faults
    }

    /// Every example must be a command line that the table can read, and fit on a line of help.
    private var exampleFaults: [String] {
        var faults: [String] = []
        let owned = commands.flatMap { command in command.examples.map { (command, $0) } }
        for (command, example) in owned where !runs(example, command) {
            faults.append("an example of \(display(command)) is not that command: \(example.line)")
        }
        for example in program.examples where !runs(example, nil) {
            faults.append("an example of the program cannot be read: \(example.line)")
        }
        for example in owned.map(\.1) + program.examples where example.line.count > 76 {
            faults.append("an example is longer than 76 characters: \(example.line)")
        }
        return faults
    }

    /// True when the example is a line that runs the command, or any command.
    private func runs(_ example: Example, _ command: Command?) -> Bool {
        // The shell takes pipes and redirections; one part of the line is ours.
        let parts = ShellWords.split(example.line).split(separator: "|")
        guard let ours = parts.first(where: { $0.first == program.name }) else { return false }
        let words = ours.dropFirst().prefix { $0 != "<" && $0 != ">" }
        let request = try? parse(Array(words))
        guard case .run(let invocation)? = request else { return false }
        return command.map { $0.path == invocation.command.path } ?? true
    }
}

extension CommandTable {
    private func faults(of command: Command) -> [String] {
        let name = display(command)
        var faults = summaryFaults(command.summary, of: name)
        faults += optionFaults(command.options, exclusive: command.exclusive, of: name)
        faults += argumentFaults(command)
        for option in command.options {
            for global in globals where !Set(global.spellings).isDisjoint(with: option.spellings) {
                faults.append("\(option.long) of \(name) clashes with the global \(global.long)")
            }
            // What stands before the command's words is read as the bare program's own option.
            if let bare = bareCommand?.options.first(where: { $0.name == option.name }),
                bare.spellings != option.spellings || bare.value?.kind != option.value?.kind
            {
                faults.append("\(option.long) of \(name) differs from that of the bare program")
            }
        }
        return faults
    }

    /// The parser gives words to arguments by their places, so only a last one may vary in number.
    private func argumentFaults(_ command: Command) -> [String] {
        let name = display(command)
        let specs = command.arguments
        var faults: [String] = []
        if command.path.isEmpty && !specs.isEmpty {
            faults.append("\(name) takes arguments, which would hide unknown commands")
        }
        if Set(specs.map(\.name)).count < specs.count {
            faults.append("\(name) has two arguments of one name")
        }
        for (index, spec) in specs.enumerated() {
            let rest = specs[(index + 1)...]
            if spec.isRepeated && !rest.isEmpty {
                faults.append("\(spec.name) of \(name) is repeated but not the last")
            }
            if !spec.isRequired && rest.contains(where: \.isRequired) {
                faults.append("\(spec.name) of \(name) is optional before a required one")
            }
            faults += summaryFaults(spec.summary, of: "\(spec.name) of \(name)")
            faults += wordFaults(spec.kind, of: "\(spec.name) of \(name)")
        }
        return faults
    }

    private func optionFaults(
        _ options: [OptionSpec],
        exclusive: [[String]],
        of owner: String,
    ) -> [String] {
        var faults: [String] = []
        var seen: Set<String> = []
        for option in options {
            let name = "\(option.long) of \(owner)"
            if !isPlainWord(option.name) || option.name.count < 2 {
                faults.append("\(name) is not of small letters, digits and dashes")
            }
            if let letter = option.letter, !letter.isASCII || !letter.isLetter {
                faults.append("\(name) has a short form that is not a letter")
            }
            for spelling in option.spellings where !seen.insert(spelling).inserted {
                faults.append("\(spelling) of \(owner) stands twice")
            }
            faults += summaryFaults(option.summary, of: name)
            faults += valueFaults(option, name: name)
        }
        for name in exclusive.joined()
        where !(options + globals).contains(where: { $0.name == name }) {
            faults.append("\(owner) excludes --\(name), which is no option of it")
        }
        return faults
    }

    private func valueFaults(_ option: OptionSpec, name: String) -> [String] {
        var faults = option.value.map { wordFaults($0.kind, of: name) } ?? []
        guard case .value(let text)? = option.standing else { return faults }
        if option.value?.kind.refusal(of: text) != nil {
            faults.append("\(name) refuses its own default \(text)")
        }
        if option.isRequired { faults.append("\(name) is required and has a default") }
        return faults
    }

    /// Words to choose from go into three shells' scripts, where they must need no quoting.
    private func wordFaults(_ kind: ValueKind, of name: String) -> [String] {
        switch kind {
        case .choice(let words):
            if words.isEmpty { return ["\(name) offers no choice"] }
            return words.filter { !isBareWord($0) }.map { "\(name) offers \($0), not a bare word" }
        case .list(of: .list):
            return ["\(name) is a list of lists"]
        case .list(of: let entry):
            return wordFaults(entry, of: name)
        case .text, .integer, .path, .date, .instant, .moment, .amount, .currency, .topic:
            return []
        }
    }

    /// Summaries are put together with brackets, colons and full stops.
    private func summaryFaults(_ summary: String, of name: String) -> [String] {
        let isGood = !summary.isEmpty && !summary.contains("\n") && !summary.hasSuffix(".")
        return isGood ? [] : ["the summary of \(name) is not one line without a full stop"]
    }

    private func display(_ command: Command) -> String {
        command.path.isEmpty ? program.name : command.path.joined(separator: " ")
    }
}

/// A word of commands and options: small letters and digits, parted by single dashes.
private func isPlainWord(_ word: String) -> Bool {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
        !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) }
    }
}

/// A word that no shell would take for anything else.
private func isBareWord(_ word: String) -> Bool {
    !word.isEmpty
        && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._+-".contains($0)) }
}
