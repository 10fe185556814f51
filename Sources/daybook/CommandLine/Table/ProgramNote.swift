/// What help and manual say of the program as a whole.
struct ProgramNote: Sendable {
    /// A name that has a meaning: an environment variable, or a file.
    struct Entry: Sendable {
        let name: String
        let meaning: String

        init(_ name: String, _ meaning: String) {
            self.name = name
            self.meaning = meaning
        }
    }

    let name: String
    let version: String
    /// The day of this version, which the manual's footer shows.
    let date: String
    let summary: String
    let discussion: String
    let examples: [Example]
    let environment: [Entry]
    let files: [Entry]

    /// `daybook 1.0`
    var title: String { "\(name) \(version)" }
}

extension ProgramNote {
    /// The program itself.
    static let daybook = ProgramNote(
        name: "daybook",
        version: "0.1.0",
        date: "2026-11-21",
        summary: "a console for usage-based billing",
        discussion: """
            Daybook keeps customers, contracts, plans, usage, credits, invoices and payments in \
            one ledger file, and keeps that ledger in step with a remote billing system. It needs \
            no server and no network.

            Without a command it opens the console, in which `?` shows the keys. Everything that \
            the console does, a command does too: people get tables, scripts get `--json`.

            Wherever a command takes an id, it also takes the record's key, number or alias. \
            A value that begins with a dash is written with an equals sign, as in `--as=-x`; \
            negative numbers need none. Words after `--` are arguments, never options.
            """,
        examples: [
            Example("daybook demo", "Look around in a ledger of sample data"),
            Example("daybook --ledger books.db info", "Look at a ledger of your own"),
            Example("daybook help invoices", "See what can be done with invoices"),
        ],
        environment: [
            Entry("DAYBOOK_LEDGER", "The ledger to work in, when `--ledger` is not given."),
            Entry("XDG_CONFIG_HOME", "Where settings are kept; `~/.config` when it is not set."),
            Entry("XDG_DATA_HOME", "Where data is kept; `~/.local/share` when it is not set."),
            Entry("NO_COLOR", "When set to any text, colours are off, as with `--no-color`."),
        ],
        files: [
            Entry("$XDG_DATA_HOME/daybook/ledger.db", "The ledger, when none is named."),
            Entry("$XDG_CONFIG_HOME/daybook/config.json", "The settings, when none are named."),
            Entry("$XDG_CONFIG_HOME/daybook/signing.key", "The key that signs, beside them."),
        ],
    )
}
