/// What the journal must know of a table to name its rows and columns.
struct TableShape: Sendable {
    let name: String
    /// In the order in which SQLite hands over their values.
    let columns: [Column]
    /// The places of the columns by name, as canonical JSON wants them.
    let sorted: [Int]
    /// The columns that make a row's key where rows have no number.
    let key: [Int]?
    let belonging: Belonging

    struct Column: Sendable {
        let name: String
        /// What stands in rows that were written before there was this column: SQLite fills it in
        /// when it reads, but hands over NULL to whoever watches.
        let standing: SQLValue
    }

    /// Which record a row is a part of.
    enum Belonging: Sendable {
        /// It is a record: its id is in this column.
        case itself(Int)
        /// This column has the row of the record, in the table named.
        case owner(Int, table: String)
        case nobody
    }

    /// Raised by every change of a record, and never set back.
    static let versionColumn = "version"

    /// A name as SQL takes it for nothing else: the schema of a file may hold any.
    static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }

    func place(of column: String) -> Int? {
        columns.firstIndex { $0.name == column }
    }
}

extension TableShape {
    /// The journalled tables, and whether their rows are found by columns and not by a number.
    static func names(on connection: Connection) throws -> [(name: String, isKeyed: Bool)] {
        let tables = try connection.all(
            """
            SELECT name, wr FROM pragma_table_list
            WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
            ORDER BY name
            """
        ) { (name: $0.text(0), isKeyed: $0.integer(1) == 1) }
        return tables.filter { UnjournalledTables.reasons[$0.name] == nil }
    }

    /// The shapes of all journalled tables.
    static func all(on connection: Connection) throws -> [TableShape] {
        let journalled = try names(on: connection)
        let columns = try journalled.map { try described($0.name, on: connection) }
        let withID = Set(
            zip(journalled, columns).filter { $1.contains { $0.name == "id" } }.map(\.0.name)
        )
        return try zip(journalled, columns).map { table, columns in
            TableShape(
                name: table.name,
                columns: columns.map { Column(name: $0.name, standing: $0.standing) },
                sorted: columns.indices.sorted { columns[$0].name < columns[$1].name },
                key: table.isKeyed
                    ? columns.indices.filter { columns[$0].keyPlace > 0 }
                        .sorted { columns[$0].keyPlace < columns[$1].keyPlace } : nil,
                belonging: try belonging(of: table.name, columns.map(\.name), withID, connection),
            )
        }
    }

    private typealias Described = (name: String, standing: SQLValue, keyPlace: Int)

    private static func described(
        _ table: String,
        on connection: Connection,
    ) throws -> [Described] {
        try connection.all(
            "SELECT name, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(?)",
            [.text(table)]
        ) { row in
            // SQLite does not hand over computed values, so that they would be missing unseen.
            guard row.integer(4) == 0 else {
                throw UnreadableValue(
                    expected: "a journalled table without computed columns",
                    found: table
                )
            }
            let standing = row.integer(1) == 1 ? value(ofLiteral: row.optionalText(2)) : .null
            return (row.text(0), standing, Int(row.integer(3)))
        }
    }

    /// The value of a default as the schema writes it; our defaults are numbers and plain texts.
    private static func value(ofLiteral text: String?) -> SQLValue {
        guard let text else { return .null }
        if let number = Int64(text) { return .integer(number) }
        guard text.utf8.count >= 2, text.hasPrefix("'"), text.hasSuffix("'") else { return .null }
        return .text(String(text.dropFirst().dropLast()).replacing("''", with: "'"))
    }

    private static func belonging(
        of table: String,
        _ columns: [String],
        _ withID: Set<String>,
        _ connection: Connection,
    ) throws -> Belonging {
        if let id = columns.firstIndex(of: "id") { return .itself(id) }
        let references = try connection.all(
            "SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?)",
            [.text(table)]
        ) { (column: $0.text(0), table: $0.text(1)) }
        let owners = references.filter { withID.contains($0.table) }
            .compactMap { owner in columns.firstIndex(of: owner.column).map { ($0, owner.table) } }
        guard let first = owners.min(by: { $0.0 < $1.0 }) else { return .nobody }
        return .owner(first.0, table: first.1)
    }
}
