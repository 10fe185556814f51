/// The options that every command takes, before or after its words.
enum GlobalOptions {
    /// The two that the parser answers itself.
    static let help = OptionSpec.flag("help", letter: "h", "Show help for these words and stop")
    static let version = OptionSpec.flag("version", "Show the program's version and stop")

    /// In the order in which help shows them.
    static let all: [OptionSpec] = [
        .value(
            "ledger",
            "PATH",
            .path(.file),
            "Work in this ledger",
            default: .described("$DAYBOOK_LEDGER, else $XDG_DATA_HOME/daybook/ledger.db"),
        ),
        .value(
            "config",
            "PATH",
            .path(.file),
            "Read the settings from this file",
            default: .described("$XDG_CONFIG_HOME/daybook/config.json"),
        ),
        .flag("read-only", "Refuse every change to the ledger"),
        .value("as", "NAME", .text, "Act as this user of the ledger"),
        .value(
            "now",
            "INSTANT",
            .instant,
            "Take this instant for the present, for tests and replays",
        ),
        .flag("json", "Print one JSON object instead of a table"),
        .flag("jsonl", "Print one JSON object a line, for long output"),
        .flag("csv", "Print comma-separated values"),
        .flag("quiet", "Print nothing but results and errors"),
        .flag("no-color", "Print without colours"),
        .flag("ascii", "Draw with ASCII characters only"),
        .value("theme", "NAME", .text, "Use this colour theme"),
        help,
        version,
    ]

    /// The forms of output: a command prints in one of them.
    static let exclusive: [[String]] = [["json", "jsonl", "csv"]]
}
