import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let settingsReset = Command(
        ["settings", "reset"],
        summary: "Go back to what holds where nobody has set it",
        arguments: [Session.settingArgument],
        options: [.flag("dry-run", "Change nothing")],
        examples: [Example("daybook settings reset invoices.payment_terms", "30 days again")],
        exits: [
            ExitNote(.notAllowed, "whoever acts may not change settings"),
            ExitNote(.conflict, "it is a part of the organisation, which has no default"),
        ],
        run: { session in
            let setting = session.namedSetting
            let changed = try session.changing("setting.reset") { connection in
                if setting.isOfOrganisation {
                    throw Failure(
                        .conflict,
                        "\(setting.rawValue) has no default: it is what the organisation is",
                        advice: "`daybook settings set \(setting.rawValue) …` changes it",
                        instance: setting.rawValue
                    )
                }
                let repository = SettingRepository(connection)
                try repository.reset(setting)
                return try repository.value(of: setting)
            }
            let value = changed.answer
            try session.report(
                "\(setting.rawValue) is \(value.words)",
                value,
                entry: changed.entry
            )
        }
    )
}
