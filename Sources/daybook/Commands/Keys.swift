import DaybookConsole
import DaybookLive
import DaybookWire

extension Command {
    static let keysList = Command(
        ["keys", "list"],
        summary: "List the console's commands with their keys",
        discussion: """
            The configuration gives a command other keys: `{"keys": {"quit": ["q", "ctrl-q"]}}`. \
            What is given there takes the place of the command's own keys. A key is written as \
            `j`, `G`, `ctrl-p`, `alt-x`, `shift-tab`, `pgdn` or `f5`, a sequence as `g g`.
            """,
        examples: [Example("daybook keys list", "See every key and the names of the commands")],
        run: { session in
            let keymap = Keymap.load(try session.keyBindings()).keymap
            let rows = CommandEntry.all.map { entry in
                KeyRow(entry: entry, keys: keymap.keys(of: entry.command).map(\.name))
            }
            try RecordOutput.write(rows, KeyRow.fields, session)
        }
    )

    static let keysCheck = Command(
        ["keys", "check"],
        summary: "Look for mistakes in the configured keys",
        examples: [Example("daybook keys check", "Find unknown commands, keys and clashes")],
        exits: [ExitNote(.wrongUsage, "something is wrong; each problem is named")],
        run: { session in
            let problems = Keymap.load(try session.keyBindings()).problems
            let count = Texts.count(problems.count, "problem")
            for problem in problems {
                let place = "\(session.configPath):\(problem.line)"
                try session.write(Words.line("\(place): \(KeyWords.sentence(problem))") + "\n")
            }
            if !problems.isEmpty {
                throw Failure(.wrongUsage, "\(count) in the keys", advice: "mend the file")
            }
            if !session.invocation.flag("quiet") { try session.write("keys without problems\n") }
        }
    )
}

/// A command of the console in a list.
private struct KeyRow: Sendable {
    let entry: CommandEntry
    let keys: [String]

    static let fields: [RecordField<KeyRow>] = [
        .text("command", .init("Command")) { $0.entry.command.rawValue },
        RecordField(
            "keys",
            .init("Keys"),
            cell: { .init($0.keys.joined(separator: ", ")) },
            json: { .array($0.keys.map { .string($0) }) }
        ),
        .text("group", .init("Group"), isDefault: false) { $0.entry.group.rawValue },
        .text("title", .init("Does", cutTo: 20)) { $0.entry.title },
    ]
}
