import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let settingsSet = Command(
        ["settings", "set"],
        summary: "Change a setting of the ledger",
        discussion: """
            It holds from now on: what has been issued stays as it is. Several words are one \
            value.
            """,
        arguments: [
            Session.settingArgument,
            ArgumentSpec("VALUE", "The new value; an empty one is none", count: .atLeastOne),
        ],
        options: [.flag("dry-run", "Check the value and change nothing")],
        examples: [
            Example("daybook settings set invoices.payment_terms 14", "Due after two weeks"),
            Example(
                "daybook settings set support.credit_limit 50.00 EUR, 60.00 USD",
                "What support may grant at once"
            ),
        ],
        exits: [ExitNote(.notAllowed, "whoever acts may not change settings")],
        run: { session in
            let setting = session.namedSetting
            let text = session.invocation.argumentList("VALUE").joined(separator: " ")
            let changed = try session.changing("setting.set") { connection in
                let world = SettingValue.World(
                    currency: { try CurrencyRepository(connection).find($0) },
                    timeZone: { try session.zoneRules($0).name }
                )
                let repository = SettingRepository(connection)
                try repository.set(try SettingValue(setting, reading: text, in: world))
                return try repository.value(of: setting)
            }
            let value = changed.answer
            let words = value.text.isEmpty ? "none" : value.text
            try session.report("\(setting.rawValue) is \(words)", value, entry: changed.entry)
        }
    )
}
