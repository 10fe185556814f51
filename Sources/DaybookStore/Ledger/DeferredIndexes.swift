/// The indexes of records, set aside while these come by the million, and made when they are there:
/// one pass in order over all rows, where each row by itself would touch a page of each index.
///
/// What rules lean on stays in force meanwhile: keys, references, triggers other than those that
/// tell of texts.
struct DeferredIndexes {
    private let connection: Connection
    private let definitions: [String]

    /// Texts that go into their index at once. Between two of these stretches one may stop.
    private static let stretch: Int64 = 50_000

    /// Drops the indexes.
    init(settingAside connection: Connection) throws {
        self.connection = connection
        let found = try connection.all(
            """
            SELECT type, name, sql, tbl_name FROM sqlite_schema
            WHERE (type = 'index' AND sql LIKE 'CREATE INDEX%')
                OR (type = 'trigger' AND name LIKE '%\\_words\\_come' ESCAPE '\\')
            ORDER BY rowid
            """
        ) { (kind: $0.text(0), name: $0.text(1), sql: $0.text(2), table: $0.text(3)) }
        .filter { UnjournalledTables.reasons[$0.table] == nil }
        definitions = found.map(\.sql)
        try connection.transaction(.write) {
            for one in found {
                try connection.run("DROP \(one.kind) \(TableShape.quoted(one.name))")
            }
        }
    }

    /// Makes the indexes as the schema had them.
    ///
    /// - Parameter step: told how much is done, in rows of texts and of other indexes; may throw
    ///   to stop.
    func make(step: (_ done: Int, _ total: Int) throws -> Void) throws {
        let rows = try SearchedTexts.all.map { texts in
            try connection.integer("SELECT ifnull(max(row), 0) FROM \(texts.noun)s")
        }
        // An index of a table takes about as long as the texts of a sixth of its rows.
        let share = Int(rows.max() ?? 0) / 6
        let total = Int(rows.reduce(0, +)) + share * definitions.count
        var done = 0
        try connection.transaction(.write) {
            for (texts, last) in zip(SearchedTexts.all, rows) {
                for start in stride(from: 1, through: last, by: Int(Self.stretch)) {
                    try step(done, total)
                    let end = min(start + Self.stretch - 1, last)
                    try connection.run(
                        texts.filling + " WHERE row BETWEEN ? AND ?",
                        [.integer(start), .integer(end)]
                    )
                    done += Int(end - start + 1)
                }
            }
            for definition in definitions {
                try step(done, total)
                try connection.run(definition)
                done += share
            }
        }
    }
}
