import DaybookCore

extension CommandTable {
    /// The words that name no command, and what was perhaps meant.
    struct UnknownCommand: Equatable {
        let words: [String]
        let suggestions: [String]
    }

    /// Looks for what `word` at `node` may have meant; the word after it helps to tell.
    func unknownCommand(
        at node: CommandNode,
        word: String,
        followedBy second: String?,
    ) -> UnknownCommand {
        if let phrase = unknownPhrase(at: node, word: word, followedBy: second) { return phrase }
        let known = children(of: node).compactMap(\.path.last)
        let suggestions = NearestWords.among(known, to: word)
            .map { (node.path + [$0]).joined(separator: " ") }
        return UnknownCommand(words: node.path + [word], suggestions: suggestions)
    }

    /// Two words that say more together than the unknown one alone.
    private func unknownPhrase(
        at node: CommandNode,
        word: String,
        followedBy second: String?,
    ) -> UnknownCommand? {
        switch node {
        case .program:
            guard let second else { return nil }
            // The second word may well be an argument; then it is left out of what was not found.
            let suggestions = swapped(word, second).map { [$0] } ?? phrases(near: word, second)
            if suggestions.isEmpty { return nil }
            return UnknownCommand(words: [word, second], suggestions: suggestions)
        case .noun(let noun):
            return swapped(noun.name, word).map {
                UnknownCommand(words: [noun.name, word], suggestions: [$0])
            }
        case .command:
            return nil
        }
    }

    /// The commands that are meant by a noun and a verb with slips in both, as in `invoces lst`.
    private func phrases(near first: String, _ second: String) -> [String] {
        let known = children(of: .program).compactMap(\.path.last)
        let near = NearestWords.among(known, to: first)
        return nouns.filter { near.contains($0.name) }.flatMap { noun in
            let verbs = children(of: .noun(noun)).compactMap(\.path.last)
            return NearestWords.among(verbs, to: second).map { "\(noun.name) \($0)" }
        }
    }

    /// The same two words the other way round, when they name something: `list invoices`,
    /// `invoices help`.
    private func swapped(_ first: String, _ second: String) -> String? {
        guard let node = child(of: .program, named: second) else { return nil }
        let isCommand =
            switch node {
            case .program: false
            case .noun: child(of: node, named: first) != nil
            case .command(let command):
                command.takesTopic && child(of: .program, named: first) != nil
            }
        return isCommand ? "\(second) \(first)" : nil
    }
}

extension Command {
    /// True for a command whose arguments are the words of another command, as those of `help`.
    var takesTopic: Bool { arguments.first?.kind == .topic }
}

extension CommandTable {
    /// The node that the words name, for `help invoices list`. An error counts places among them.
    func node(at words: [String]) throws(UsageError) -> CommandNode {
        var node = CommandNode.program
        for (index, word) in words.enumerated() {
            guard let child = child(of: node, named: word) else {
                let second = index + 1 < words.count ? words[index + 1] : nil
                throw unknown(at: node, word: word, followedBy: second, place: index + 1)
            }
            node = child
        }
        return node
    }

    private func unknown(
        at node: CommandNode,
        word: String,
        followedBy second: String?,
        place: Int,
    ) -> UsageError {
        let found = unknownCommand(at: node, word: word, followedBy: second)
        return UsageError(
            program: program.name,
            command: node.path,
            problem: .unknownCommand,
            found: found.words,
            place: place,
            suggestions: found.suggestions,
        )
    }
}
