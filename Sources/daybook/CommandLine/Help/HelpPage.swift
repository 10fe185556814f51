/// The pages of help: of the program, of a noun, of a command.
struct HelpPage {
    private let table: CommandTable
    private var layout: TextLayout

    private init(table: CommandTable, width: Int) {
        self.table = table
        layout = TextLayout(width: width)
    }

    /// The page on a node of the table, in lines of at most `width` columns where words allow.
    static func text(on node: CommandNode, in table: CommandTable, width: Int = 80) -> String {
        var page = HelpPage(table: table, width: width)
        switch node {
        case .program: page.writeProgram()
        case .noun(let noun): page.writeNoun(noun)
        case .command(let command) where command.path.isEmpty: page.writeProgram()
        case .command(let command): page.writeCommand(command)
        }
        return page.layout.text
    }
}

// MARK: - The program

extension HelpPage {
    /// What there is, by subject; then how to begin; then the options that everything takes.
    private mutating func writeProgram() {
        let name = table.program.name
        layout.wrapped("\(name): \(table.program.summary)")
        layout.blank()
        layout.wrapped("Usage: \(table.usage(of: .program))", hanging: 7)
        if let bare = table.bareCommand {
            layout.blank()
            layout.wrapped("Without a command: \(bare.summary.lowercasedFirst).")
        }
        // One column for all groups, so that the page reads as one list.
        let groups = table.groups.map { (title: $0.title, nodes: table.topNodes(of: $0)) }
        let words = groups.flatMap(\.nodes).compactMap(\.path.last)
        let column = layout.column(for: words)
        for group in groups {
            layout.list(group.title, rows(of: group.nodes), column: column)
        }
        writeExamples(table.program.examples)
        if let bare = table.bareCommand { writeOptions("Options", bare.options) }
        writeOptions("Global options", table.globals)
        layout.blank()
        layout.wrapped(
            "See `\(name) help NOUN` for what can be done with a noun, "
                + "`\(name) help NOUN VERB` for one command in full.",
        )
    }

    /// The last word of each node, with its arguments where a noun's verbs are listed.
    private func rows(
        of nodes: [CommandNode],
        withArguments: Bool = false,
    ) -> [(term: String, meaning: String)] {
        nodes.map { node in
            var words = node.path.suffix(1)
            if withArguments, case .command(let command) = node {
                words += command.arguments.map(\.usage)
            }
            return (words.joined(separator: " "), node.summary ?? "")
        }
    }
}

// MARK: - A noun

extension HelpPage {
    /// A noun's verbs with their arguments, which mostly is all that one has forgotten.
    private mutating func writeNoun(_ noun: Noun) {
        let name = "\(table.program.name) \(noun.name)"
        layout.wrapped("\(name): \(noun.summary.lowercasedFirst)")
        layout.blank()
        layout.wrapped("Usage: \(table.usage(of: .noun(noun)))", hanging: 7)
        layout.paragraphs(noun.discussion)
        for table in noun.tables { write(table) }
        let verbs = rows(of: table.children(of: .noun(noun)), withArguments: true)
        layout.list("Verbs", verbs, column: layout.column(for: verbs.map(\.term)))
        layout.blank()
        let program = table.program.name
        layout.wrapped("See `\(program) help \(noun.name) VERB` for one of them in full.")
    }
}

// MARK: - A command

extension HelpPage {
    /// All there is to know of one command. The global options are only named: they are the same
    /// on every page, and would hide what is not.
    private mutating func writeCommand(_ command: Command) {
        layout.wrapped("Usage: \(table.usage(of: .command(command)))", hanging: 7)
        layout.blank()
        layout.wrapped("\(command.summary).")
        layout.paragraphs(command.discussion)
        let arguments = command.arguments.map { (term: $0.name, meaning: $0.account) }
        layout.list("Arguments", arguments, column: layout.column(for: arguments.map(\.term)))
        writeOptions("Options", command.options)
        writeExclusive(command)
        if let table = command.fieldTable {
            write(table)
            layout.blank()
            layout.wrapped(
                "See `\(self.table.program.name) help filters` for what filters can say."
            )
        }
        writeExamples(command.examples)
        let exits = command.allExits.map { (term: "\($0.code.rawValue)", meaning: $0.meaning) }
        layout.list("Exit codes", exits, column: layout.column(for: exits.map(\.term)))
        layout.blank()
        layout.wrapped("Global options: " + table.globals.map(\.usage).joined(separator: ", "))
        layout.wrapped("See `\(table.program.name) help` for what they do.")
    }

    private mutating func write(_ table: HelpTable) {
        layout.list(table.title, table.rows, column: layout.column(for: table.rows.map(\.term)))
    }

    private mutating func writeOptions(_ title: String, _ options: [OptionSpec]) {
        let rows = options.map { (term: $0.term, meaning: $0.account) }
        layout.list(title, rows, column: layout.column(for: rows.map(\.term)))
    }

    private mutating func writeExclusive(_ command: Command) {
        for set in command.exclusive {
            layout.blank()
            layout.wrapped(set.exclusionNote)
        }
    }

    private mutating func writeExamples(_ examples: [Example]) {
        if examples.isEmpty { return }
        layout.blank()
        layout.line("Examples")
        for example in examples {
            // A command line is never wrapped: it is there to be copied.
            layout.line("  \(example.line)")
            layout.wrapped(example.purpose, indent: 6)
        }
    }
}

extension CommandTable {
    /// The line that shows how a node is written.
    func usage(of node: CommandNode) -> String {
        switch node {
        case .program:
            return "\(program.name) [GLOBAL OPTIONS] NOUN VERB [ARGUMENTS] [OPTIONS]"
        case .noun(let noun):
            return "\(program.name) \(noun.name) VERB [ARGUMENTS] [OPTIONS]"
        case .command(let command):
            let required = command.options.filter(\.isRequired)
            let hasOthers = required.count < command.options.count
            let words =
                [program.name] + command.path + command.arguments.map(\.usage)
                + required.map(\.usage) + (hasOthers ? ["[OPTIONS]"] : [])
            return words.joined(separator: " ")
        }
    }
}

extension [String] {
    /// What help and manual say of options that exclude each other.
    var exclusionNote: String {
        let names = map { "`--\($0)`" }
        return "At most one of \(names.joined(separator: ", ")) may be given."
    }
}

extension String {
    /// The text with a small first letter, for the middle of a line; `IBAN` stays as it is.
    var lowercasedFirst: String {
        let isAcronym = dropFirst().first?.isUppercase == true
        return isAcronym ? self : prefix(1).lowercased() + dropFirst()
    }
}
