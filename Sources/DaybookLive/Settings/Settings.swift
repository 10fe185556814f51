/// The settings that hold: an option before the environment, before the file, before the default.
package struct Settings: Sendable {
    private let settings: [SettingKey: Setting]
    /// The keys of the file, in its order.
    package let keys: [KeySetting]

    /// - Parameter options: what the command line sets, with the option's name.
    package init(
        options: [SettingKey: Setting],
        environment: [String: String],
        file: SettingsFile,
        locations: Locations,
    ) {
        var settings: [SettingKey: Setting] = [:]
        for key in SettingKey.allCases {
            settings[key] =
                options[key] ?? Self.setting(key, in: environment) ?? file.values[key]
                ?? Setting(
                    value: Self.standard(key, environment, locations),
                    origin: .standard
                )
        }
        self.settings = settings
        keys = file.keys
    }

    package subscript(_ key: SettingKey) -> Setting {
        guard let setting = settings[key] else { preconditionFailure("every key has a setting") }
        return setting
    }

    private static func setting(_ key: SettingKey, in environment: [String: String]) -> Setting? {
        guard let variable = key.environmentVariable, let text = environment[variable.name],
            let value = variable.value(text)
        else { return nil }
        return Setting(value: value, origin: .environment(variable.name))
    }

    private static func standard(
        _ key: SettingKey,
        _ environment: [String: String],
        _ locations: Locations,
    ) -> String {
        switch key {
        case .ledger: locations.defaultLedger
        case .actor: environment["USER"] ?? "unknown"
        case .theme: "ledger"
        case .color: "auto"
        case .ascii: "false"
        case .ambiguousWidth: "narrow"
        }
    }
}
