import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let settingsShow = Command(
        ["settings", "show"],
        summary: "Show one setting: what holds, what it may be, what it is for",
        arguments: [Session.settingArgument],
        examples: [Example("daybook settings show invoices.payment_terms", "See the terms")],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { session in
            let setting = session.namedSetting
            let value = try session.read { try SettingRepository($0).value(of: setting) }
            if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                try session.writeJSON([
                    "key": .string(setting.rawValue),
                    "value": .string(value.text),
                    "set": .bool(value.isSet),
                    "default": .text(setting.standard),
                    "expected": .string(setting.expectation),
                    "summary": .string(setting.summary),
                ])
                return
            }
            var facts: [(name: String, value: TextTable.Cell)] = [
                ("Setting", .init(setting.rawValue, .heading)),
                ("Value", .init(value.words)),
                ("Is", .init(setting.summary)),
                ("May be", .init(setting.expectation)),
            ]
            if let standard = setting.standard {
                facts.append(
                    ("Default", .init(standard.isEmpty ? setting.emptyWord ?? "" : standard))
                )
            }
            try session.write(try RecordOutput.facts(facts, session))
        }
    )
}
