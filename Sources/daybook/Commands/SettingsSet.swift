import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let settingsSet = Command(
        ["settings", "set"],
        summary: "Change a setting of the ledger",
        discussion: """
            It holds from now on: what has been issued stays as it is. Several words are one \
            value; `none`, or what `settings list` shows in its place, empties it. As JSON several \
            are set at once, each a member of its name; all or none.
            """,
        arguments: [
            ArgumentSpec(
                "KEY",
                "The setting, as `settings list` has it",
                kind: .choice(LedgerSetting.allCases.map(\.rawValue)),
                count: .optional
            ),
            ArgumentSpec("VALUE", "The new value; an empty one is none", count: .repeated),
        ],
        options: RecordInput.options + [.flag("dry-run", "Check the value and change nothing")],
        exclusive: RecordInput.exclusive,
        examples: [
            Example("daybook settings set invoices.payment_terms 14", "Due after two weeks"),
            Example(
                "daybook settings set organisation.address \"Hafenstr. 1; Tor 3\"",
                "Two lines of the address"
            ),
            Example(
                "daybook settings set support.credit_limit 50.00 EUR, 60.00 USD",
                "What support may grant at once"
            ),
        ],
        exits: [ExitNote(.notAllowed, "whoever acts may not change settings")],
        run: { session in
            let wanted = try session.wantedSettings()
            let changed = try session.changing("setting.set") { connection in
                let world = SettingValue.World(
                    currency: { try CurrencyRepository(connection).find($0) },
                    timeZone: { try session.zoneRules($0).name }
                )
                let repository = SettingRepository(connection)
                return try wanted.map { setting, text in
                    try repository.set(try SettingValue(setting, reading: text, in: world))
                    return try repository.value(of: setting)
                }
            }
            try session.report(changed.answer, entry: changed.entry)
        }
    )
}

extension Session {
    /// The settings that somebody names, with what they shall be.
    fileprivate func wantedSettings() throws -> [(setting: LedgerSetting, text: String)] {
        let input = try RecordInput(
            self,
            members: LedgerSetting.allCases.map(\.rawValue),
            hasOptions: false
        )
        var wanted: [(setting: LedgerSetting, text: String)] = []
        for setting in LedgerSetting.allCases where try input.mentions(setting.rawValue) {
            wanted.append((setting, try input.text(of: setting)))
        }
        guard let setting = invocation.optionalArgument("KEY").flatMap(LedgerSetting.init)
        else {
            if !wanted.isEmpty { return wanted }
            throw Failure(.wrongUsage, "name a setting and its value")
        }
        let words = invocation.argumentList("VALUE")
        if !wanted.isEmpty || words.isEmpty {
            let problem =
                words.isEmpty
                ? "\(setting.rawValue) has no value here" : "name one setting, or give JSON"
            throw Failure(
                .wrongUsage,
                problem,
                advice: "`daybook settings reset \(setting.rawValue)` sets it back"
            )
        }
        return [(setting, words.joined(separator: " "))]
    }

    private func sentence(_ value: SettingRepository.Value) -> String {
        "\(value.setting.rawValue) is \(value.words)"
    }

    fileprivate func report(_ values: [SettingRepository.Value], entry: Int?) throws {
        if values.count == 1 { return try report(sentence(values[0]), values[0], entry: entry) }
        try report(
            values.map(sentence).joined(separator: "; "),
            [
                .init(
                    "items",
                    .array(
                        values.map {
                            ["key": .string($0.setting.rawValue), "value": .string($0.text)]
                        }
                    )
                )
            ],
            entry: entry
        )
    }
}

extension RecordInput {
    /// What JSON says of a setting: a text, the digits of a number, or an array of texts.
    fileprivate func text(of setting: LedgerSetting) throws -> String {
        let name = setting.rawValue
        guard setting.kind == .texts, form?.node[name]?.kind == .array else {
            return try word(name) ?? ""
        }
        let texts = try texts(name, option: "", [])
        if let text = texts.first(where: { $0.contains(";") }) {
            throw expected("texts without ;", name, text)
        }
        return SettingValue.joined(texts)
    }
}
