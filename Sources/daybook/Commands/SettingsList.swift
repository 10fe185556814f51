import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let settingsList = Command(
        ["settings", "list"],
        summary: "List the settings of the ledger, with what holds",
        discussion: """
            They hold for everybody who works in the ledger. What concerns you or your machine, \
            such as colours, stands in the configuration file: `daybook info` shows that.
            """,
        examples: [Example("daybook settings list", "Show all settings")],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { session in
            let values = try session.read { try SettingRepository($0).all() }
            try RecordOutput.write(values, fields, session)
        }
    )

    private static let fields: [RecordField<SettingRepository.Value>] = [
        .text("key", .init("Setting")) { $0.setting.rawValue },
        RecordField(
            "value",
            .init("Value", cutTo: 16),
            cell: { .init($0.words, $0.text.isEmpty ? .quiet : .plain) },
            json: { .string($0.text) }
        ),
        RecordField(
            "set",
            .init("Set", mayBeLeftOut: true),
            cell: { .init($0.isSet ? "yes" : "") },
            json: { .bool($0.isSet) }
        ),
        .text("summary", .init("What it is", cutTo: 20, mayBeLeftOut: true)) {
            $0.setting.summary
        },
    ]
}

extension Session {
    static let settingArgument = ArgumentSpec(
        "KEY",
        "The setting, as `settings list` has it",
        kind: .choice(LedgerSetting.allCases.map(\.rawValue))
    )

    /// The setting that the command line names.
    var namedSetting: LedgerSetting {
        guard let setting = LedgerSetting(rawValue: invocation.argument("KEY")) else {
            preconditionFailure("the parser takes known settings only")
        }
        return setting
    }

    func report(_ sentence: String, _ value: SettingRepository.Value, entry: Int?) throws {
        try report(
            sentence,
            [
                .init("key", .string(value.setting.rawValue)), .init("value", .string(value.text)),
                .init("set", .bool(value.isSet)),
            ],
            entry: entry
        )
    }
}

extension SettingRepository.Value {
    /// The value for people, who can type it so.
    var words: String { text.isEmpty ? setting.emptyWord ?? "" : text }
}
