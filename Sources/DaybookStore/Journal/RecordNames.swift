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
}
