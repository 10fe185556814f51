import DaybookCore
import DaybookWire
import TerminalKit

/// One field of a kind of record: how tables, JSON and CSV call it and show it.
struct RecordField<Record>: Sendable {
    let name: String
    let column: TextTable.Column
    /// Fields that tables show when nobody chooses.
    let isDefault: Bool
    /// Whether tables show it where a record has something there, though nobody chose it.
    private(set) var isShownWhere: (@Sendable (Record) -> Bool)?
    let cell: @Sendable (Record) -> TextTable.Cell
    let json: @Sendable (Record) -> JSONValue

    init(
        _ name: String,
        _ column: TextTable.Column,
        isDefault: Bool = true,
        cell: @escaping @Sendable (Record) -> TextTable.Cell,
        json: @escaping @Sendable (Record) -> JSONValue,
    ) {
        self.name = name
        self.column = column
        self.isDefault = isDefault
        self.cell = cell
        self.json = json
    }

    /// The field, shown by tables where one of their records has something there.
    func shown(where holds: @escaping @Sendable (Record) -> Bool) -> RecordField {
        var field = self
        field.isShownWhere = holds
        return field
    }

    /// Whether a table of some records shows the field when nobody chooses.
    func isShown(for records: [Record]) -> Bool {
        isDefault || isShownWhere.map { holds in records.contains { holds($0) } } ?? false
    }

    /// A field whose text is the same everywhere.
    static func text(
        _ name: String,
        _ column: TextTable.Column,
        isDefault: Bool = true,
        _ value: @escaping @Sendable (Record) -> String?,
    ) -> RecordField {
        RecordField(
            name,
            column,
            isDefault: isDefault,
            cell: { .init(value($0) ?? "") },
            json: { .text(value($0)) }
        )
    }

    /// A time at which something begins or ends: people get its civil day, programs the instant.
    static func day(
        _ name: String,
        _ column: TextTable.Column,
        in zone: @escaping @Sendable (Record) -> ZoneRules,
        _ value: @escaping @Sendable (Record) -> Instant?,
    ) -> RecordField {
        RecordField(
            name,
            column,
            cell: { record in
                .init(value(record).map { Texts.day($0, in: zone(record)) } ?? "")
            },
            json: { .text(value($0)?.iso8601) }
        )
    }

    /// An amount, whose currency another field tells.
    static func money(
        _ name: String,
        _ title: String,
        isDefault: Bool = true,
        _ value: @escaping @Sendable (Record) -> Money,
    ) -> RecordField {
        RecordField(
            name,
            .init(title, .right),
            isDefault: isDefault,
            cell: { .init(value($0).groupedText, value($0).isNegative ? .bad : .plain) },
            json: { value($0).json }
        )
    }

    /// The value as CSV has it: the text of JSON without its quotes, nothing for null.
    func csv(_ record: Record) -> String {
        switch json(record) {
        case .string(let text), .number(let text): text
        case .bool(let isTrue): isTrue ? "true" : "false"
        case .null: ""
        case let value: JSONWriter.text(value)
        }
    }
}

extension JSONValue {
    /// The object that a record's fields make.
    static func record<Record>(_ record: Record, _ fields: [RecordField<Record>]) -> JSONValue {
        .object(fields.map { .init($0.name, $0.json(record)) })
    }
}
