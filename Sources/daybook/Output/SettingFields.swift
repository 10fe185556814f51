import DaybookLive
import DaybookWire

/// The settings of the program in a list, each with where it comes from.
enum SettingFields {
    typealias Row = (key: SettingKey, setting: Setting)

    static func rows(_ settings: Settings) -> [Row] {
        SettingKey.allCases.map { (key: $0, setting: settings[$0]) }
    }

    static let all: [RecordField<Row>] = [
        .text("setting", .init("Setting")) { $0.key.rawValue },
        .text("value", .init("Value", cutTo: 16)) { $0.setting.value },
        RecordField(
            "origin",
            .init("From"),
            cell: {
                .init("\($0.setting.origin)", $0.setting.origin == .standard ? .quiet : .plain)
            },
            json: { .string("\($0.setting.origin)") }
        ),
        RecordField(
            "meaning",
            .init("Meaning", cutTo: 16, mayBeLeftOut: true),
            cell: { .init($0.key.summary, .quiet) },
            json: { .string($0.key.summary) }
        ),
    ]
}
