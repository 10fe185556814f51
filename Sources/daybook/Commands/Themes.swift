import DaybookLive
import DaybookWire
import TerminalKit

extension Command {
    static let themes = Command(
        ["themes"],
        summary: "List the colour themes, or check their files",
        discussion: """
            Your own themes are files in `$XDG_CONFIG_HOME/daybook/themes`, named after what they \
            hold: `dusk.json` is the theme dusk. A theme may say `"inherits": "ledger"` and change \
            what it likes; one with the name of a shipped theme stands in its place.

            `--check` reads the files and prints each problem with its line and column, also that \
            a text would be hard to read on its ground. Whatever lies in a file that is not yet in \
            that folder can be checked by its path.
            """,
        arguments: [
            ArgumentSpec(
                "THEMES",
                "Only these: names, or paths of files",
                count: .repeated
            )
        ],
        options: [.flag("check", "Print what is wrong in their files instead")],
        examples: [
            Example("daybook themes", "See which themes there are and which is in use"),
            Example("daybook themes --check dusk.json", "See what is wrong in a file"),
        ],
        exits: [ExitNote(.wrongUsage, "a file has problems, or there is no such theme")],
        run: { session in
            let entries = try ThemeEntry.asked(session)
            if session.invocation.flag("check") {
                try check(entries, session)
            } else {
                try requireKnownTheme(session)
                try RecordOutput.write(entries, listFields, session)
            }
        }
    )

    private static let listFields: [RecordField<ThemeEntry>] = [
        .text("name", .init("Theme")) { $0.file.name },
        RecordField(
            "appearance",
            .init("Look"),
            cell: {
                $0.theme.map { .init($0.appearance.rawValue) } ?? .init("broken", .bad)
            },
            json: { .text($0.theme?.appearance.rawValue) }
        ),
        RecordField(
            "current",
            .init(""),
            cell: { .init($0.isCurrent ? "in use" : "", .good) },
            json: { .bool($0.isCurrent) }
        ),
        RecordField(
            "origin",
            .init(""),
            cell: { .init($0.file.origin == .user ? "yours" : "", .quiet) },
            json: { .string($0.file.origin.rawValue) }
        ),
        RecordField(
            "summary",
            .init("", cutTo: 20),
            cell: { entry in
                entry.theme.map { .init($0.summary) } ?? .init(entry.problem ?? "", .bad)
            },
            json: { .text($0.theme?.summary) }
        ),
        .text("path", .init("File"), isDefault: false) { $0.file.path },
        .text("problem", .init("Problem"), isDefault: false) { $0.problem },
    ]

    /// Whoever asks for a theme that there is not learns it here too.
    private static func requireKnownTheme(_ session: Session) throws {
        let setting = try session.settings()[.theme]
        let names = ThemeLibrary(session.locations).names
        if names.contains(setting.value) { return }
        throw FailureReport.unknownTheme(setting.value, from: "\(setting.origin)", known: names)
    }

    // MARK: - Checking

    private static func check(_ entries: [ThemeEntry], _ session: Session) throws {
        // What several themes inherit is named once.
        var seen: Set<ThemeFinding> = []
        let findings = entries.flatMap(\.findings).filter { seen.insert($0).inserted }
        let isForPeople = !["json", "jsonl", "csv"].contains(where: session.invocation.flag)
        if isForPeople {
            for finding in findings { try session.write(finding.line + "\n") }
        } else {
            try RecordOutput.write(findings, ThemeFinding.fields, session)
        }
        let themes = Texts.count(entries.count, "theme")
        let count = findings.reduce(0) { $0 + $1.count }
        if count > 0 {
            throw Failure(
                .wrongUsage,
                "\(Texts.count(count, "problem")) in \(themes)",
                advice: "mend the files"
            )
        }
        if isForPeople && !session.invocation.flag("quiet") {
            try session.write("\(themes) without problems\n")
        }
    }
}
