/// What a command line asks for.
enum Request: Sendable {
    case run(Invocation)
    /// A page of help: for `--help`, and for a noun without a verb.
    case help(CommandNode)
    case version
}

extension CommandTable {
    /// Reads the words after the program's name.
    func parse(_ words: [String]) throws(UsageError) -> Request {
        var parser = CommandParser(table: self, words: words)
        do {
            try parser.readAll()
        } catch {
            // Whoever asks for help is helped, whatever else is wrong; but an unknown command has
            // no page, and its error says more than the page above it.
            let asksForHelp = GlobalOptions.help.isMentioned(in: words)
            guard asksForHelp, error.problem != .unknownCommand else { throw error }
            return .help(parser.node)
        }
        return try parser.request()
    }
}

extension OptionSpec {
    /// True when the option stands among the words, wherever that is and whatever else is wrong.
    /// It tells how to print the error of a command line that could not be read.
    func isMentioned(in words: [String]) -> Bool {
        words.prefix { $0 != "--" }.contains { spellings.contains($0) }
    }
}
