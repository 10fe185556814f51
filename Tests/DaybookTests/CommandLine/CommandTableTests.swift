import Testing

@testable import daybook

@Suite("The command table")
struct CommandTableTests {
    @Test("The sample table keeps to the rules")
    func sampleIsSound() {
        #expect(CommandTable.sample.faults == [])
    }

    @Test("Each broken rule is named")
    func faults() {
        for (command, fault) in brokenCommands {
            let table = CommandTable.with([command])
            #expect(table.faults.contains(fault), "\(fault)\n\(table.faults)")
        }
        for (groups, fault) in brokenGroups {
            let table = CommandTable(groups: groups)
            #expect(table.faults.contains(fault), "\(fault)\n\(table.faults)")
        }
    }

    @Test("A command's option that shares the bare program's name must be the same option")
    func bareOptions() {
        let bare = plain([], options: [.flag("safe", "Be safe")])
        let other = plain(["x"], options: [.value("safe", "N", .text, "Be safe")])
        let faults = CommandTable.with([bare, other]).faults
        #expect(faults.contains("--safe of x differs from that of the bare program"))
    }

    @Test("Exit codes are those that scripts know")
    func exitCodes() {
        #expect(ExitCode.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 6, 7, 130])
        #expect(Set(ExitCode.allCases.map(\.meaning)).count == ExitCode.allCases.count)
    }

    @Test("The options of all commands are those of the conventions")
    func globals() {
        let names = GlobalOptions.all.map(\.usage).joined(separator: " ")
        #expect(
            names == "--ledger PATH --config PATH --read-only --as NAME --now INSTANT --json "
                + "--jsonl --csv --quiet --no-color --ascii --theme NAME --help --version"
        )
    }
}

// MARK: - Broken tables

private let brokenGroups: [([CommandGroup], String)] = [
    ([], "there is no `help` that takes the words of a command"),
    (
        [CommandGroup("A", commands: [plain(["demo"]), plain(["demo"])])],
        "demo stands twice"
    ),
    (
        [CommandGroup("A", nouns: [Noun("plans", "Plans")], commands: [])],
        "plans has no verbs in its group"
    ),
    (
        [CommandGroup("A", nouns: [Noun("plans", "Plans")], commands: [plain(["plans"])])],
        "plans does not fit the nouns: a noun has verbs, and only a noun"
    ),
    (
        [
            CommandGroup(
                "A",
                nouns: [Noun("plans", "Plans"), Noun("plans", "Plans")],
                commands: [plain(["plans", "list"])],
            )
        ],
        "plans stands twice"
    ),
    (
        [
            CommandGroup(
                "A",
                nouns: [Noun("plans", "Plans.")],
                commands: [plain(["plans", "list"])],
            )
        ],
        "the summary of plans is not one line without a full stop"
    ),
    (
        [
            CommandGroup("A", nouns: [Noun("a", "A")], commands: [plain(["a", "x"])]),
            CommandGroup("B", commands: [plain(["a", "y"])]),
        ],
        "a y is not in the group of its noun"
    ),
]

private let brokenCommands: [(Command, String)] = [
    (
        plain(["plans", "list"]),
        "plans list does not fit the nouns: a noun has verbs, and only a noun"
    ),
    (plain(["a", "b", "c"]), "a b c has more than two words"),
    (plain(["Demo"]), "Demo has a word that is not of small letters, digits and dashes"),
    (plain(["x"], summary: "Do it."), "the summary of x is not one line without a full stop"),
    (plain(["x"], summary: ""), "the summary of x is not one line without a full stop"),
    (
        plain([], arguments: [ArgumentSpec("A", "a")]),
        "daybook takes arguments, which would hide unknown commands"
    ),
    (
        plain(["x"], arguments: [ArgumentSpec("A", "a"), ArgumentSpec("A", "a")]),
        "x has two arguments of one name"
    ),
    (
        plain(
            ["x"],
            arguments: [ArgumentSpec("A", "a", count: .repeated), ArgumentSpec("B", "b")],
        ),
        "A of x is repeated but not the last"
    ),
    (
        plain(
            ["x"],
            arguments: [ArgumentSpec("A", "a", count: .optional), ArgumentSpec("B", "b")],
        ),
        "A of x is optional before a required one"
    ),
    (
        plain(["x"], arguments: [ArgumentSpec("A", "a", kind: .choice(["b c"]))]),
        "A of x offers b c, not a bare word"
    ),
    (
        plain(["x"], options: [.flag("json", "Print JSON")]),
        "--json of x clashes with the global --json"
    ),
    (
        plain(["x"], options: [.flag("hot", letter: "h", "Be hot")]),
        "--hot of x clashes with the global --help"
    ),
    (
        plain(["x"], options: [.flag("a_b", "A")]),
        "--a_b of x is not of small letters, digits and dashes"
    ),
    (
        plain(["x"], options: [.flag("ab", letter: "1", "A")]),
        "--ab of x has a short form that is not a letter"
    ),
    (
        plain(["x"], options: [.flag("ab", "A"), .flag("ab", "A")]),
        "--ab of x stands twice"
    ),
    (
        plain(["x"], options: [.flag("ab", letter: "a", "A"), .flag("ac", letter: "a", "A")]),
        "-a of x stands twice"
    ),
    (
        plain(["x"], options: [.value("ab", "N", .integer(1...5), "A", default: .value("6"))]),
        "--ab of x refuses its own default 6"
    ),
    (
        plain(
            ["x"],
            options: [.value("ab", "N", .text, "A", default: .value("6"), isRequired: true)],
        ),
        "--ab of x is required and has a default"
    ),
    (
        plain(["x"], options: [.value("ab", "N", .choice([]), "A")]),
        "--ab of x offers no choice"
    ),
    (
        plain(["x"], options: [.value("ab", "N", .list(of: .list(of: .text)), "A")]),
        "--ab of x is a list of lists"
    ),
    (
        plain(["x"], exclusive: [["json", "nothing"]]),
        "x excludes --nothing, which is no option of it"
    ),
    (
        plain(["x"], examples: [Example("daybook y", "Do")]),
        "an example of x is not that command: daybook y"
    ),
    (
        plain(["x"], examples: [Example("x", "Do")]),
        "an example of x is not that command: x"
    ),
    (
        plain(["x"], examples: [Example("daybook x --no", "Do")]),
        "an example of x is not that command: daybook x --no"
    ),
    (
        plain(["x"], examples: [Example("daybook --help", "Do")]),
        "an example of x is not that command: daybook --help"
    ),
]

private func plain(
    _ path: [String],
    summary: String = "Do it",
    arguments: [ArgumentSpec] = [],
    options: [OptionSpec] = [],
    exclusive: [[String]] = [],
    examples: [Example] = [],
) -> Command {
    Command(
        path,
        summary: summary,
        arguments: arguments,
        options: options,
        exclusive: exclusive,
        examples: examples,
        run: { _ in },
    )
}

extension CommandTable {
    fileprivate static func with(_ commands: [Command]) -> CommandTable {
        CommandTable(groups: [CommandGroup("All", commands: commands)])
    }
}
