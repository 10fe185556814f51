package import DaybookCore

/// What refers to a record, found by the foreign keys of the schema: a table that somebody adds
/// tomorrow is asked as well.
package struct RecordReferences {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    private struct Reference {
        let table: String
        let column: String
        /// The column of the record that is meant.
        let target: String
    }

    /// How many rows of which tables refer to a record, besides the tables of its own parts.
    package func counts(
        to id: RecordID,
        _ kind: RecordKind,
        besides parts: Set<String> = [],
    ) throws -> [RecordInUse.Reference] {
        try references(to: kind).compactMap { reference in
            if parts.contains(reference.table) { return nil }
            let column = TableShape.quoted(reference.column)
            let target = TableShape.quoted(reference.target)
            let count = try connection.integer(
                """
                SELECT count(*) FROM \(TableShape.quoted(reference.table))
                WHERE \(column) = (SELECT \(target) FROM \(kind.table) WHERE id = ?)
                """,
                [.id(id)]
            )
            return count == 0 ? nil : .init(table: reference.table, count: Int(count))
        }
    }

    private func references(to kind: RecordKind) throws -> [Reference] {
        try connection.all(
            """
            SELECT tables.name, keys."from", ifnull(keys."to", 'row')
            FROM pragma_table_list AS tables JOIN pragma_foreign_key_list(tables.name) AS keys
            WHERE tables.schema = 'main' AND tables.type = 'table' AND keys."table" = ?
            ORDER BY tables.name, keys."from"
            """,
            [.text(kind.table)]
        ) { Reference(table: $0.text(0), column: $0.text(1), target: $0.text(2)) }
    }
}

/// A record that cannot be deleted, as others refer to it.
package struct RecordInUse: Error, Hashable, Sendable {
    package let kind: RecordKind
    package let key: String
    package let references: [Reference]

    package struct Reference: Hashable, Sendable {
        /// The name of the table, which is a plural.
        package let table: String
        package let count: Int

        package init(table: String, count: Int) {
            self.table = table
            self.count = count
        }
    }

    package init(kind: RecordKind, key: String, references: [Reference]) {
        self.kind = kind
        self.key = key
        self.references = references
    }
}
