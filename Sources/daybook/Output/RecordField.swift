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
    /// What filters can ask of it in lists that have no fields of their own for that.
    private(set) var asked = FilterField.Kind.text
    /// The members of its JSON that CSV has columns for, with what these are called.
    private(set) var parts: [(member: String, column: String)] = []

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

    /// The field, asked for by filters as days or numbers are.
    func asked(as kind: FilterField.Kind) -> RecordField {
        var field = self
        field.asked = kind
        return field
    }

    /// The field, whose JSON is an object, with a column of CSV for each of its members.
    func inParts(_ parts: [(member: String, column: String)]) -> RecordField {
        var field = self
        field.parts = parts
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

    /// What filters look at: the text of JSON without its quotes, nothing for null.
    func text(_ record: Record) -> String { Self.text(json(record)) }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .string(let text), .number(let text): text
        case .bool(let isTrue): isTrue ? "true" : "false"
        case .null: ""
        case .array, .object: JSONWriter.text(value)
        }
    }

    fileprivate var csvNames: [String] { parts.isEmpty ? [name] : parts.map(\.column) }

    fileprivate func csv(_ record: Record) -> [String] {
        let value = json(record)
        if parts.isEmpty { return [SheetCell.cell(of: Self.text(value))] }
        guard case .object(let members) = value else { return parts.map { _ in "" } }
        return parts.map { part in
            members.first { $0.key == part.member }
                .map { SheetCell.cell(of: Self.text($0.value)) } ?? ""
        }
    }
}

/// A record of CSV, and the names of its columns.
enum CSVRow {
    static func names<Record>(_ fields: [RecordField<Record>]) -> [String] {
        fields.flatMap(\.csvNames)
    }

    static func cells<Record>(_ record: Record, _ fields: [RecordField<Record>]) -> [String] {
        fields.flatMap { $0.csv(record) }
    }
}

extension JSONValue {
    /// The object that a record's fields make.
    static func record<Record>(_ record: Record, _ fields: [RecordField<Record>]) -> JSONValue {
        .object(fields.map { .init($0.name, $0.json(record)) })
    }
}
