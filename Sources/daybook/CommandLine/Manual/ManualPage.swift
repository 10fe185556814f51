/// The manual page of the program, made from its table.
struct ManualPage {
    private let table: CommandTable
    private var roff = Roff()

    private init(table: CommandTable) {
        self.table = table
    }

    /// The page as roff with the macros of `man`.
    static func text(of table: CommandTable) -> String {
        var page = ManualPage(table: table)
        page.writeHead()
        page.writeCommands()
        page.writeGlobals()
        page.writeSurroundings()
        page.writeExamples()
        return page.roff.text
    }
}

// MARK: - Sections

extension ManualPage {
    private mutating func writeHead() {
        let program = table.program
        roff.comment("Written by `\(program.name) manual`.")
        roff.title(program)
        roff.macro("SH", ["NAME"])
        roff.line("\(Roff.literal(program.name)) \\- \(Roff.prose(program.summary))")
        roff.macro("SH", ["SYNOPSIS"])
        roff.line("\(Roff.bold(program.name)) [\(Roff.italic("global options"))]")
        roff.macro("br")
        let words = ["noun", "verb"].map { Roff.italic($0) }.joined(separator: " ")
        let rest = ["arguments", "options"].map { "[\(Roff.italic($0))]" }.joined(separator: " ")
        roff.line(
            "\(Roff.bold(program.name)) [\(Roff.italic("global options"))] \(words) \(rest)"
        )
        roff.macro("SH", ["DESCRIPTION"])
        roff.paragraphs(program.discussion, opening: nil)
    }

    /// A subsection for each noun and each command, in the order of the table. Groups are left out:
    /// a reader of the manual searches, and a third level would only indent.
    private mutating func writeCommands() {
        roff.macro("SH", ["COMMANDS"])
        if let bare = table.bareCommand { writeCommand(bare) }
        for group in table.groups {
            for node in table.topNodes(of: group) {
                switch node {
                case .program:
                    break
                case .noun(let noun):
                    writeNoun(noun)
                case .command(let command):
                    writeCommand(command)
                }
            }
        }
    }

    private mutating func writeGlobals() {
        roff.macro("SH", ["GLOBAL OPTIONS"])
        roff.prose(
            "Every command takes these, before or after its words. "
                + "A value follows its option as the next word or after an equals sign.",
        )
        writeOptions(table.globals)
        for set in table.exclusive { writeExclusion(set) }
    }

    /// What the program leaves behind and what it reads besides its words.
    private mutating func writeSurroundings() {
        roff.macro("SH", ["EXIT STATUS"])
        for code in ExitCode.allCases {
            roff.tagged(Roff.bold("\(code.rawValue)"), "\(code.meaning.capitalisedFirst).")
        }
        roff.macro("SH", ["ENVIRONMENT"])
        for entry in table.program.environment {
            roff.tagged(Roff.bold(entry.name), entry.meaning)
        }
        roff.macro("SH", ["FILES"])
        for entry in table.program.files {
            roff.tagged(Roff.italic(entry.name), entry.meaning)
        }
    }

    private mutating func writeExamples() {
        roff.macro("SH", ["EXAMPLES"])
        roff.examples(table.program.examples + table.commands.flatMap(\.examples))
    }
}

// MARK: - Commands

extension ManualPage {
    private mutating func writeNoun(_ noun: Noun) {
        roff.macro("SS", ["\(table.program.name) \(noun.name)"])
        roff.prose("\(noun.summary.capitalisedFirst).")
        roff.paragraphs(noun.discussion)
        for table in noun.tables {
            roff.macro("P")
            roff.prose("\(table.title):")
            for row in table.rows { roff.tagged(Roff.bold(row.term), "\(row.meaning).") }
        }
        for node in table.children(of: .noun(noun)) {
            guard case .command(let command) = node else { continue }
            writeCommand(command)
        }
    }

    private mutating func writeCommand(_ command: Command) {
        roff.macro("SS", [synopsisWords(command).joined(separator: " ")])
        roff.prose("\(command.summary).")
        roff.paragraphs(command.discussion)
        for argument in command.arguments {
            roff.tagged(Roff.italic(argument.name), "\(argument.account).")
        }
        writeOptions(command.options)
        for set in command.exclusive { writeExclusion(set) }
        if let sentence = command.fieldSentence {
            roff.macro("P")
            roff.prose(sentence)
        }
        // The ordinary codes hold for every command and have a section of their own.
        if command.exits.isEmpty { return }
        let exits = command.exits.sorted { $0.code.rawValue < $1.code.rawValue }
            .map { "\($0.code.rawValue) (\($0.meaning))" }
        roff.macro("P")
        roff.prose("May also end with \(exits.joined(separator: ", ")).")
    }

    /// The title of a command: its words, and what it cannot do without.
    private func synopsisWords(_ command: Command) -> [String] {
        [table.program.name] + command.path + command.arguments.map(\.usage)
            + command.options.filter(\.isRequired).map(\.usage)
    }

    private mutating func writeOptions(_ options: [OptionSpec]) {
        for option in options {
            let forms = option.spellings.map { spelling in
                let name = option.value.map { " " + Roff.italic($0.name) } ?? ""
                return Roff.bold(spelling) + name
            }
            roff.tagged(forms.joined(separator: ", "), "\(option.account).")
        }
    }

    private mutating func writeExclusion(_ names: [String]) {
        roff.macro("P")
        roff.prose(names.exclusionNote)
    }
}

extension String {
    /// The text with a capital first letter, for the beginning of a sentence.
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
