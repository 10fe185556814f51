package import DaybookCore

/// Finds records of any kind by what people call them.
package struct RecordNames {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// The tables of records that people call something, and the columns that say what.
    private static let places = [
        ("customers", "key"), ("accounts", "key"), ("invoices", "number"), ("organisation", "key"),
        ("contracts", "key"), ("products", "key"), ("plans", "key"), ("credit_notes", "number"),
        ("payments", "reference"), ("users", "name"),
    ]

    /// The id that a word means: an id, also of a record that is gone, a key, a number.
    package func id(of word: String) throws -> RecordID? {
        if let id = RecordID(word) { return id }
        let queries = Self.places.map { "SELECT id FROM \($0) WHERE \($1) = ?1" }
        return try connection.first(Self.any(queries), [.text(word)]) { try $0.id(0) }
    }

    /// What people call a record of any kind; nil where it has only its id, or is gone.
    package func name(of record: String) throws -> String? {
        let queries = Self.places.map { "SELECT \($1) FROM \($0) WHERE id = ?1" }
        let name = try connection.first(Self.any(queries), [.text(record)]) { $0.optionalText(0) }
        return name ?? nil
    }

    private static func any(_ queries: [String]) -> String {
        queries.joined(separator: " UNION ALL ")
    }
}
