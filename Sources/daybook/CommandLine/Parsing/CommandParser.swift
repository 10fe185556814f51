import DaybookCore

/// One pass over the words of a command line. It knows at each word how far the command is named,
/// so an option's value is never taken for a command and an error can say where it stands.
struct CommandParser {
    /// An option as it stood on the line.
    private struct Given {
        let option: OptionSpec
        let values: [String]
        let place: Int
    }

    private let table: CommandTable
    private let words: [String]
    /// The index of the word to read next, which also is the place of the one just read, for people
    /// count from 1.
    private var next = 0
    /// How far the words have named a command.
    private(set) var node: CommandNode = .program
    private var given: [Given] = []
    private var arguments: [String] = []
    private var hasEndedOptions = false

    init(table: CommandTable, words: [String]) {
        self.table = table
        self.words = words
    }

    /// Reads every word; checks each one alone.
    mutating func readAll() throws(UsageError) {
        while next < words.count {
            let word = words[next]
            next += 1
            if !hasEndedOptions && word == "--" {
                hasEndedOptions = true
            } else if !hasEndedOptions && isOption(word) {
                try readOption(word)
            } else if case .command = node {
                try readArgument(word)
            } else {
                try readCommandWord(word)
            }
        }
    }

    /// What the words ask for, when nothing is missing.
    func request() throws(UsageError) -> Request {
        if isGiven(GlobalOptions.help) { return .help(node) }
        if isGiven(GlobalOptions.version) { return .version }
        switch node {
        case .program:
            guard let command = table.bareCommand else { return .help(node) }
            return .run(try invocation(of: command))
        case .noun:
            // A noun alone is a question. With options it is a command whose verb was forgotten,
            // and a script must not take the page of help for its answer.
            if given.isEmpty { return .help(node) }
            throw error(.missingVerb(table.children(of: node).compactMap(\.path.last)))
        case .command(let command):
            return .run(try invocation(of: command))
        }
    }
}

// MARK: - Words of the command

extension CommandParser {
    private mutating func readCommandWord(_ word: String) throws(UsageError) {
        let place = next
        guard let child = table.child(of: node, named: word) else {
            let found = table.unknownCommand(at: node, word: word, followedBy: words[safe: next])
            throw error(
                .unknownCommand,
                found: found.words,
                place: place,
                suggestions: found.suggestions,
            )
        }
        node = child
        if case .command(let command) = child { try checkEarlierOptions(for: command) }
    }

    /// Looks again at the options before the command's words: the command may not know what was the
    /// bare program's own, and may exclude what is global.
    private func checkEarlierOptions(for command: Command) throws(UsageError) {
        let options = table.options(at: node)
        for (index, one) in given.enumerated() {
            guard options.contains(where: { $0.name == one.option.name }) else {
                throw unknownOption(one.option.long, place: one.place)
            }
            try checkExclusion(
                of: one.option,
                after: given[..<index],
                in: command.exclusive,
                place: one.place,
            )
        }
    }

    private mutating func readArgument(_ word: String) throws(UsageError) {
        guard case .command(let command) = node else { return }
        let specs = command.arguments
        let isSurplus = specs.last?.isRepeated != true && arguments.count >= specs.count
        if isSurplus {
            throw error(.surplusArgument(specs.map(\.name)), found: [word], place: next)
        }
        // A repeated argument stands last and takes all further words.
        let spec = specs[min(arguments.count, specs.count - 1)]
        try check(word, kind: spec.kind, name: spec.name, place: next)
        arguments.append(word)
    }
}

// MARK: - Options

extension CommandParser {
    /// A word is an option when it begins with a dash; a dash alone means standard input, and a
    /// negative number is a value, for no option has a digit as its letter.
    private func isOption(_ word: String) -> Bool {
        word.utf8.count > 1 && word.utf8.first == UInt8(ascii: "-") && !isNegativeNumber(word)
    }

    /// Reads an option and, where it takes one, its value: after an equals sign, or the next word.
    private mutating func readOption(_ word: String) throws(UsageError) {
        let place = next
        let halves = WordHalves(word)
        let (written, attached) = (halves.first, halves.second)
        let options = table.options(at: node)
        guard let option = options.first(where: { $0.spellings.contains(written) }) else {
            throw unknownOption(written, place: place)
        }
        try checkCompany(of: option, place: place)
        guard let value = option.value else {
            if let attached {
                throw error(.surplusValue(attached), found: [option.long], place: place)
            }
            given.append(Given(option: option, values: [], place: place))
            return
        }
        let text: String
        if let attached {
            text = attached
        } else {
            text = try readValue(of: option, named: value.name, place: place)
        }
        try check(text, kind: value.kind, name: option.long, place: next)
        given.append(Given(option: option, values: value.kind.parts(of: text), place: place))
    }

    /// Takes the next word as the value of an option.
    private mutating func readValue(
        of option: OptionSpec,
        named name: String,
        place: Int,
    ) throws(UsageError) -> String {
        guard let word = words[safe: next] else {
            throw error(.missingValue(name, next: nil), found: [option.long], place: place)
        }
        // Only what could not be an option anyway is taken for a value; `-h` stays the short
        // option, and a forgotten value does not swallow the option after it.
        let isDashed = option.allowsLeadingDash && word.count > 2 && !word.hasPrefix("--")
        guard isDashed || !isOption(word) else {
            throw error(.missingValue(name, next: word), found: [option.long], place: place)
        }
        next += 1
        return word
    }

    /// Refuses a second time, and an option that another one excludes.
    private func checkCompany(of option: OptionSpec, place: Int) throws(UsageError) {
        if !option.isRepeatable && isGiven(option) {
            throw error(.repeatedOption, found: [option.long], place: place)
        }
        var sets = table.exclusive
        if case .command(let command) = node { sets += command.exclusive }
        try checkExclusion(of: option, after: given[...], in: sets, place: place)
    }

    /// Refuses the option when one of `others` stands with it in a set.
    private func checkExclusion(
        of option: OptionSpec,
        after others: ArraySlice<Given>,
        in sets: [[String]],
        place: Int,
    ) throws(UsageError) {
        for set in sets where set.contains(option.name) {
            let other = others.first {
                $0.option.name != option.name && set.contains($0.option.name)
            }
            guard let other else { continue }
            let names = [other.option.long, option.long]
            throw error(.exclusiveOptions, found: names, place: place)
        }
    }

    private func check(
        _ value: String,
        kind: ValueKind,
        name: String,
        place: Int,
    ) throws(UsageError) {
        guard let refusal = kind.refusal(of: value) else { return }
        throw error(
            .badValue(name: name, expected: refusal.expected, isEntry: refusal.isEntry),
            found: [refusal.found],
            place: place,
            suggestions: refusal.suggestions,
        )
    }

    private func isGiven(_ option: OptionSpec) -> Bool {
        given.contains { $0.option.name == option.name }
    }
}

// MARK: - The whole

extension CommandParser {
    /// The command with its values, once nothing is missing. Options come first: who forgot a
    /// required one mostly wants to read its name.
    private func invocation(of command: Command) throws(UsageError) -> Invocation {
        for option in command.options where option.isRequired && !isGiven(option) {
            throw error(.missingOption(option.usage))
        }
        for (index, spec) in command.arguments.enumerated()
        where spec.isRequired && arguments.count <= index {
            throw error(.missingArgument(spec.name))
        }
        var options: [String: [String]] = [:]
        for one in given { options[one.option.name, default: []] += one.values }
        return Invocation(
            table: table,
            command: command,
            options: options,
            arguments: assigned(to: command.arguments),
        )
    }

    /// The words of each argument: one for each in turn, and all the rest for a repeated last one.
    private func assigned(to specs: [ArgumentSpec]) -> [String: [String]] {
        var values: [String: [String]] = [:]
        for (index, word) in arguments.enumerated() {
            values[specs[min(index, specs.count - 1)].name, default: []].append(word)
        }
        return values
    }

    private func unknownOption(_ written: String, place: Int) -> UsageError {
        // Names are compared without their dashes, so that `-json` and `---json` find `--json`.
        let known = table.options(at: node)
        let name = String(written.drop { $0 == "-" })
        let nearest = NearestWords.among(known.map(\.name), to: name).map { "--\($0)" }
        if isEarly(written) { return error(.earlyOption, found: [written], place: place) }
        return error(.unknownOption, found: [written], place: place, suggestions: nearest)
    }

    /// True when a command is still to be named, and one knows the option. Before its command an
    /// option cannot be read: whether the next word is its value, only the command can tell.
    private func isEarly(_ written: String) -> Bool {
        if case .command = node { return false }
        return table.commands.contains { command in
            command.options.contains { $0.spellings.contains(written) }
        }
    }

    private func error(
        _ problem: UsageError.Problem,
        found: [String] = [],
        place: Int? = nil,
        suggestions: [String] = [],
    ) -> UsageError {
        UsageError(
            program: table.program.name,
            command: node.path,
            problem: problem,
            found: found,
            place: place ?? words.count + 1,
            suggestions: suggestions,
        )
    }
}

extension ValueKind {
    /// The values that one text stands for: the entries of a list, else the text itself.
    func parts(of text: String) -> [String] {
        if case .list = self { return ValueKind.entries(of: text) }
        return [text]
    }
}

/// A minus, digits, and at most one decimal point with digits after it.
private func isNegativeNumber(_ word: String) -> Bool {
    let digits = word.utf8.dropFirst()
    guard word.utf8.first == UInt8(ascii: "-"), let last = digits.last else { return false }
    var points = 0
    for byte in digits {
        if byte == UInt8(ascii: ".") {
            points += 1
        } else if !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            return false
        }
    }
    return points <= 1 && last != UInt8(ascii: ".")
}

extension Array {
    /// The element at an index, or nothing past the end.
    fileprivate subscript(safe index: Int) -> Element? {
        index < count ? self[index] : nil
    }
}
