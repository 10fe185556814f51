import DaybookConsole
import DaybookLive
import DaybookWire

extension Command {
    static let configShow = Command(
        ["config", "show"],
        summary: "Show the settings that hold, each with where it comes from",
        discussion: """
            An option comes before the environment, that before the file, and the file before the \
            default. What is set for a ledger as a whole is in the ledger: see `settings`.
            """,
        examples: [Example("daybook config show", "See what holds, and why")],
        run: { session in
            try RecordOutput.write(
                SettingFields.rows(try session.settings()),
                SettingFields.all,
                session
            )
        }
    )

    static let configValidate = Command(
        ["config", "validate"],
        summary: "Look for mistakes in a configuration file",
        arguments: [
            ArgumentSpec(
                "FILE",
                "The file; without it the one that is in use",
                kind: .path(.file),
                count: .optional
            )
        ],
        examples: [
            Example("daybook config validate", "Check your own"),
            Example("daybook config validate new.json", "Check one before it is used"),
        ],
        exits: [
            ExitNote(.wrongUsage, "something is wrong; each problem is named with its place"),
            ExitNote(.notFound, "there is no such file"),
        ],
        run: { session in
            let named = session.invocation.optionalArgument("FILE")
            let path = named ?? session.configPath
            let isNamed = named != nil || session.invocation.isGiven("config")
            let lines = try ConfigProblems(path, isNamed: isNamed, session).lines
            for line in lines { try session.write(Words.line(line) + "\n") }
            guard lines.isEmpty else {
                throw Failure(
                    .wrongUsage,
                    "\(Texts.count(lines.count, "problem")) in \(path)",
                    advice: "mend the file; `daybook config schema` says what may stand in it",
                    instance: path
                )
            }
            if session.invocation.flag("quiet") { return }
            let isThere = Files.exists(path)
            let words = isThere ? "without problems" : "is not there: all settings are as they come"
            try session.write(Words.line("\(path) \(words)") + "\n")
        }
    )

    static let configSchema = Command(
        ["config", "schema"],
        summary: "Print the JSON schema of configuration files",
        discussion: """
            An editor that knows JSON schemas completes and checks the file with it. The file may \
            have comments besides.
            """,
        examples: [
            Example("daybook config schema > daybook.schema.json", "Keep it for an editor")
        ],
        run: { try $0.writeJSON(ConfigSchema.document) }
    )
}

/// All that is wrong in a configuration file, a line each: its text, its settings, its keys and the
/// theme that it names.
private struct ConfigProblems {
    let lines: [String]

    init(_ path: String, isNamed: Bool, _ session: Session) throws {
        let file: SettingsFile
        do {
            file = try SettingsFile.read(path, isNamed: isNamed)
        } catch let problems as SettingsFile.Problems {
            lines = FailureReport.lines(of: problems.all)
            return
        }
        lines =
            Keymap.load(file.keys.map(\.binding)).problems.map {
                "\(path), line \($0.line): \(KeyWords.sentence($0))"
            } + Self.theme(file, path, session)
    }

    private static func theme(
        _ file: SettingsFile,
        _ path: String,
        _ session: Session,
    ) -> [String] {
        guard let setting = file.values[.theme], case .file(let line) = setting.origin else {
            return []
        }
        let names = ThemeLibrary(session.locations).names
        if names.contains(setting.value) { return [] }
        return [
            "\(path), line \(line): there is no theme \(Words.quoted(setting.value))"
                + FailureReport.meant(setting.value, among: names)
        ]
    }
}

/// What may stand in a configuration file, as JSON Schema: all of it derives from the tables of
/// settings and commands.
private enum ConfigSchema {
    static let document: JSONValue = [
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Configuration of Daybook",
        "type": "object",
        "additionalProperties": false,
        "properties": .object(SettingKey.allCases.map(property) + [keys]),
    ]

    private static func property(_ key: SettingKey) -> JSONValue.Member {
        let kind: [JSONValue.Member] =
            switch key.kind {
            case .text: [.init("type", "string")]
            case .flag: [.init("type", "boolean")]
            case .choice(let words): [.init("enum", .array(words.map { .string($0) }))]
            }
        let summary = JSONValue.Member("description", .string(key.summary))
        return .init(key.rawValue, .object([summary] + kind))
    }

    private static let keys: JSONValue.Member = .init(
        KeySetting.name,
        [
            "description": "keys of the console's commands, in the place of their own",
            "type": "object",
            "additionalProperties": false,
            "properties": .object(
                CommandEntry.all.map { entry in
                    .init(
                        entry.command.rawValue,
                        ["description": .string(entry.title), "anyOf": oneOrSeveral]
                    )
                }
            ),
        ]
    )

    private static let oneOrSeveral: JSONValue = [
        ["type": "string"], ["type": "array", "items": ["type": "string"]],
    ]
}
