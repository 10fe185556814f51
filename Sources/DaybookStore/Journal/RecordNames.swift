package import DaybookCore

/// Finds records of any kind by what people call them.
package struct RecordNames {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// The id that a word means: an id, also of a record that is gone, a key, a number.
    package func id(of word: String) throws -> RecordID? {
        if let id = RecordID(word) { return id }
        return try connection.first(
            """
            SELECT id FROM customers WHERE key = ?1
            UNION ALL SELECT id FROM accounts WHERE key = ?1
            UNION ALL SELECT id FROM invoices WHERE number = ?1
            UNION ALL SELECT id FROM organisation WHERE key = ?1
            UNION ALL SELECT id FROM contracts WHERE key = ?1
            UNION ALL SELECT id FROM products WHERE key = ?1
            UNION ALL SELECT id FROM plans WHERE key = ?1
            UNION ALL SELECT id FROM credit_notes WHERE number = ?1
            UNION ALL SELECT id FROM payments WHERE reference = ?1
            UNION ALL SELECT id FROM users WHERE name = ?1
            """,
            [.text(word)]
        ) { try $0.id(0) }
    }

    /// What people call a record of any kind; nil where it has only its id, or is gone.
    package func name(of record: String) throws -> String? {
        let name = try connection.first(
            """
            SELECT key FROM customers WHERE id = ?1
            UNION ALL SELECT key FROM accounts WHERE id = ?1
            UNION ALL SELECT number FROM invoices WHERE id = ?1
            UNION ALL SELECT key FROM organisation WHERE id = ?1
            UNION ALL SELECT key FROM contracts WHERE id = ?1
            UNION ALL SELECT key FROM products WHERE id = ?1
            UNION ALL SELECT key FROM plans WHERE id = ?1
            UNION ALL SELECT number FROM credit_notes WHERE id = ?1
            UNION ALL SELECT reference FROM payments WHERE id = ?1
            UNION ALL SELECT name FROM users WHERE id = ?1
            """,
            [.text(record)]
        ) { $0.optionalText(0) }
        return name ?? nil
    }
}
