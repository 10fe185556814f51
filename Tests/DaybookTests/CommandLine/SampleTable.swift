@testable import daybook

extension CommandTable {
    /// A table that resembles the program's: every kind of value, argument and option is in it.
    static let sample = CommandTable(
        program: .daybook,
        groups: [
            CommandGroup(
                "Start here",
                commands: [console, demo, initialise, info, doctor, themes]
            ),
            CommandGroup(
                "Customers and invoices",
                nouns: [
                    Noun("customers", "The companies that we sell to"),
                    Noun(
                        "invoices",
                        "Documents with lines; drafts until they are issued",
                        discussion: """
                            An issued invoice never changes: it is corrected by a credit note, \
                            and if wanted a new draft.
                            """,
                    ),
                ],
                commands: [
                    listing("customers", "customer", columns: ["key", "name", "country"]),
                    showing("customers", "customer"),
                    listing("invoices", "invoice", columns: ["number", "customer", "due"]),
                    showing("invoices", "invoice"),
                    invoicesApprove,
                ],
            ),
            CommandGroup(
                "Usage and credits",
                nouns: [
                    Noun("events", "Facts of usage"), Noun("credits", "Money to use up first"),
                ],
                commands: [eventsIngest, creditsGrant],
            ),
            CommandGroup("The program", commands: [bench, completion, manual, help]),
        ],
    )

    private static let console = Command(
        [],
        summary: "Open the console",
        options: [
            .flag("safe", "Leave the settings aside"),
            .flag("calm", "Draw without animation"),
        ],
        run: ignore,
    )

    private static let demo = Command(
        ["demo"],
        summary: "Open the console on a ledger of sample data",
        discussion: "The ledger is a new one in a temporary folder. No other file is touched.",
        options: [.flag("safe", "Leave the settings aside")],
        run: ignore,
    )

    private static let initialise = Command(
        ["init"],
        summary: "Make a new ledger",
        options: [
            .value("currency", "CODE", .currency, "Bill in this currency", isRequired: true),
            .value("zone", "NAME", .text, "Date in this time zone", default: .value("UTC")),
            .value("from", "FOLDER", .path(.folder), "Take the organisation from this folder"),
            .value("start", "DATE", .date, "Begin the books on this day"),
        ],
        examples: [Example("daybook init --currency EUR", "Make a ledger in euros")],
        exits: [ExitNote(.conflict, "there already is a ledger")],
        run: ignore,
    )

    private static let info = Command(["info"], summary: "Show which ledger this is", run: ignore)

    private static let doctor = Command(
        ["doctor"],
        summary: "Check the set-up",
        options: [.flag("fix", letter: "f", #"Repair [what: can], isn't "$HOME" or \x"#)],
        run: ignore,
    )

    private static let themes = Command(["themes"], summary: "List the themes", run: ignore)

    private static let completion = Command(
        ["completion"],
        summary: "Print a completion script",
        arguments: [
            ArgumentSpec(
                "SHELL",
                "The shell to complete in",
                kind: .choice(["bash", "zsh", "fish"]),
            )
        ],
        run: ignore,
    )

    private static let manual = Command(["manual"], summary: "Print the manual", run: ignore)

    private static let help = Command(
        ["help"],
        summary: "Show help",
        arguments: [
            ArgumentSpec("WORD", "The words of a command", kind: .topic, count: .repeated)
        ],
        run: ignore,
    )

    private static let bench = Command(
        ["bench"],
        summary: "Measure the program's speed",
        arguments: [ArgumentSpec("NAME", "What to measure", count: .repeated)],
        options: [
            .value(
                "runs",
                letter: "n",
                "N",
                .integer(1...100),
                "Measure so often",
                default: .value("5")
            )
        ],
        run: ignore,
    )
}

// MARK: - Verbs

extension CommandTable {
    private static func listing(_ noun: String, _ record: String, columns: [String]) -> Command {
        Command(
            [noun, "list"],
            summary: "List \(noun)",
            discussion: """
                The list is that of the console: the same filter gives the same rows, and the \
                totals are those of the rows shown.

                `--after` continues a list that `--limit` cut: it takes the `next` of the list \
                before.
                """,
            options: [
                .value(
                    "filter",
                    "EXPR",
                    .text,
                    "Show only what fits the filter",
                    allowsLeadingDash: true,
                ),
                .value(
                    "sort",
                    "FIELD[,-FIELD]",
                    .list(of: .text),
                    "Sort by these fields; a dash reverses",
                    allowsLeadingDash: true,
                ),
                .value(
                    "limit",
                    letter: "n",
                    "N",
                    .integer(1...10_000),
                    "Show at most so many",
                    default: .value("100"),
                ),
                .value("after", "CURSOR", .text, "Continue after this place"),
                .value("columns", "A,B", .list(of: .choice(columns)), "Show these columns"),
            ],
            examples: [
                Example("daybook \(noun) list --filter 'name:acme' --limit 5", "Find one \(record)")
            ],
            run: ignore,
        )
    }

    private static func showing(_ noun: String, _ record: String) -> Command {
        Command(
            [noun, "show"],
            summary: "Show one \(record)",
            arguments: [ArgumentSpec("ID", "The \(record) to show")],
            exits: [ExitNote(.notFound, "no \(record) has this id, key, number or alias")],
            run: ignore,
        )
    }

    private static let invoicesApprove = Command(
        ["invoices", "approve"],
        summary: "Approve drafts",
        discussion: "Whoever prepared a draft cannot approve it.",
        arguments: [ArgumentSpec("ID", "A draft", count: .atLeastOne)],
        options: [.flag("dry-run", "Say what would change, and change nothing")],
        exits: [
            ExitNote(.conflict, "an invoice is no draft"),
            ExitNote(.notAllowed, "you prepared it"),
            ExitNote(.notFound),
        ],
        run: ignore,
    )

    private static let eventsIngest = Command(
        ["events", "ingest"],
        summary: "Read events into the ledger",
        arguments: [
            ArgumentSpec(
                "FILE",
                "Where they stand, `-` for the standard input",
                kind: .path(.file),
                count: .optional
            )
        ],
        options: [
            .value(
                "format",
                "FORMAT",
                .choice(["ndjson", "json", "csv"]),
                "Read this format",
                default: .described("by the file's name"),
            ),
            .value("where", "KEY=VALUE", .text, "Take only such events", isRepeatable: true),
            .flag("keep-valid", "Store what is right although something is wrong"),
            .flag("dry-run", "Say what would change, and change nothing"),
        ],
        exclusive: [["keep-valid", "dry-run"], ["read-only", "quiet"]],
        examples: [
            Example("zcat usage.gz | daybook events ingest -", "Read from another program")
        ],
        run: ignore,
    )

    private static let creditsGrant = Command(
        ["credits", "grant"],
        summary: "Grant a credit",
        arguments: [
            ArgumentSpec("ACCOUNT", "Whose credit it is"),
            ArgumentSpec("AMOUNT", "How much", kind: .amount),
        ],
        options: [.value("expires", "INSTANT", .instant, "Let it expire then")],
        run: ignore,
    )

    private static func ignore(_: Session) {}
}
