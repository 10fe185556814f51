import DaybookCore

/// One command of the program: all that parsing, help, completion and the manual know of it.
///
/// This folder and its neighbours are pure: words and a table go in, a request, an error or a text
/// comes out. Nothing here prints, exits, or reads a clock, a file or the environment.
struct Command: Sendable {
    /// The words that name it: `["invoices", "list"]`, `["demo"]`, or none for the bare program.
    let path: [String]
    /// The list that it filters, whose fields its help names.
    let list: FilteredList?
    /// What it does, as one imperative line without a full stop.
    let summary: String
    /// Paragraphs parted by an empty line; words in backticks are set as literal text.
    let discussion: String
    let arguments: [ArgumentSpec]
    let options: [OptionSpec]
    /// Names of options of which at most one may be given, one set for each group.
    let exclusive: [[String]]
    let examples: [Example]
    /// Exit codes beyond the ordinary ones, with what they mean for this command.
    let exits: [ExitNote]
    let run: @Sendable (Session) throws -> Void

    init(
        _ path: [String],
        summary: String,
        discussion: String = "",
        list: FilteredList? = nil,
        arguments: [ArgumentSpec] = [],
        options: [OptionSpec] = [],
        exclusive: [[String]] = [],
        examples: [Example] = [],
        exits: [ExitNote] = [],
        run: @escaping @Sendable (Session) throws -> Void,
    ) {
        self.path = path
        self.list = list
        self.summary = summary
        self.discussion = discussion
        self.arguments = arguments
        self.options = options
        self.exclusive = exclusive
        self.examples = examples
        self.exits = exits
        self.run = run
    }
}

/// A command line worth showing, and what it does.
struct Example: Sendable {
    let line: String
    let purpose: String

    init(_ line: String, _ purpose: String) {
        self.line = line
        self.purpose = purpose
    }
}
