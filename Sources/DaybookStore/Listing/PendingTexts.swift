internal import CSQLite

/// The texts that a transaction has changed, until the index of texts follows before its commit.
///
/// Whoever listens to changes tells of rows that come: a trigger would cost each of them a frame
/// and a journal of its statement. Triggers tell of rows that change or go; they may not write to
/// the index themselves, as SQLite counts its tables among those that a hostile schema could
/// misuse. Rows that come are kept as stretches: a million of them in one transaction take no room.
final class PendingTexts {
    /// Of the tables with texts, and behind them of invoices that lose a line.
    private var changes = Array(repeating: Changes(), count: InvoiceLetters.place + 1)

    private struct Changes {
        var come: [ClosedRange<Int64>] = []
        /// What the index holds of a row that has changed or gone.
        var before: [Int64: [UInt8]] = [:]

        func hasCome(_ row: Int64) -> Bool { come.contains { $0.contains(row) } }
    }

    static let changed = "daybook_text_changed"

    /// Makes the function known by which triggers tell. The connection keeps this object as long
    /// as it lives, and calls it on its own thread only.
    @unsafe func register(on database: OpaquePointer) -> Int32 {
        unsafe sqlite3_create_function_v2(
            database,
            Self.changed,
            3,
            SQLITE_UTF8 | SQLITE_INNOCUOUS,
            Unmanaged.passUnretained(self).toOpaque(),
            { context, _, values in
                unsafe PendingTexts.told(context, values) { pending, table, row in
                    guard let text = unsafe sqlite3_value_text(values?[2]) else { return }
                    let count = Int(unsafe sqlite3_value_bytes(values?[2]))
                    let bytes = unsafe Array(UnsafeBufferPointer(start: text, count: count))
                    pending.change(ofTable: table, row, from: bytes)
                }
            },
            nil,
            nil,
            nil
        )
    }

    @unsafe private static func told(
        _ context: OpaquePointer?,
        _ values: UnsafeMutablePointer<OpaquePointer?>?,
        _ body: (PendingTexts, Int, Int64) -> Void,
    ) {
        guard let values = unsafe values, let data = unsafe sqlite3_user_data(context) else {
            return
        }
        let pending = unsafe Unmanaged<PendingTexts>.fromOpaque(data).takeUnretainedValue()
        let table = Int(unsafe sqlite3_value_int(values[0]))
        // The number comes from the schema of a file that somebody may have changed.
        guard pending.changes.indices.contains(table) else { return }
        body(pending, table, unsafe sqlite3_value_int64(values[1]))
    }

    /// Takes note of a row that comes to a table, by its place among those with texts.
    func come(ofTable table: Int, _ row: Int64) {
        if let last = changes[table].come.last, last.upperBound < .max,
            last.upperBound + 1 == row
        {
            changes[table].come[changes[table].come.count - 1] = last.lowerBound...row
        } else if changes[table].come.last?.contains(row) == true {
            // A row that was taken back, and another one in its place.
            return
        } else if changes[table].before[row] == nil {
            changes[table].come.append(row...row)
        }
    }

    /// What the index holds is the text before the first change.
    private func change(ofTable table: Int, _ row: Int64, from text: [UInt8]) {
        if changes[table].before[row] != nil || changes[table].hasCome(row) { return }
        changes[table].before[row] = text
    }

    func removeAll() {
        for table in changes.indices { changes[table] = Changes() }
    }

    /// Brings the index up to the state of the tables.
    func flush(_ connection: Connection) throws {
        for (table, texts) in SearchedTexts.all.enumerated() {
            let changes = changes[table]
            if changes.come.isEmpty && changes.before.isEmpty { continue }
            for (row, text) in changes.before {
                try connection.run(
                    "INSERT INTO \(texts.index) (\(texts.index), rowid, text) "
                        + "VALUES ('delete', ?, ?)",
                    [.integer(row), .text(String(decoding: text, as: UTF8.self))]
                )
                try connection.run(texts.filling + " WHERE row = ?", [.integer(row)])
            }
            for rows in changes.come {
                try connection.run(
                    texts.filling + " WHERE row BETWEEN ? AND ?",
                    [.integer(rows.lowerBound), .integer(rows.upperBound)]
                )
            }
        }
        try InvoiceLetters.follow(letters, connection)
        removeAll()
    }

    /// What may change the letters of invoices.
    private var letters: InvoiceLetters.Changes {
        let (invoices, lines) = (changes[SearchedTexts.invoices], changes[SearchedTexts.lines])
        return InvoiceLetters.Changes(
            comeInvoices: invoices.come,
            comeLines: lines.come,
            touched: Set(invoices.before.keys).union(changes[InvoiceLetters.place].before.keys)
        )
    }
}

/// The texts of one table that words are looked for in.
struct SearchedTexts {
    let noun: String
    let columns: [String]

    /// The order is part of the schema: triggers name the tables by it.
    static let all = [
        SearchedTexts(
            noun: "customer",
            columns: ["key", "name", "legal_name", "country", "email", "tax_id", "note"]
        ),
        SearchedTexts(noun: "account", columns: ["key", "name"]),
        SearchedTexts(noun: "invoice", columns: ["number", "note"]),
        SearchedTexts(noun: "line", columns: ["description"]),
    ]

    /// Where those of invoices are among them, and those of lines.
    static let (invoices, lines) = (2, 3)

    var index: String { "\(noun)_words" }

    /// The text as the index has it, of a row of a trigger or of the table itself.
    func text(_ row: String = "") -> String {
        "daybook_search_text(\(columns.map { "\(row)\($0)" }.joined(separator: ", ")))"
    }

    /// Puts all rows of the table into the index.
    var filling: String {
        "INSERT INTO \(index) (rowid, text) SELECT row, \(text()) FROM \(noun)s"
    }

    /// Makes the indexes of a ledger whose tables were filled behind their back; an older schema
    /// may have none.
    static func fillIndexes(on connection: Connection) throws {
        let present = Set(
            try connection.all("SELECT name FROM pragma_table_list") { $0.text(0) }
        )
        try connection.transaction {
            for texts in all where present.contains(texts.index) {
                try connection.run(
                    "INSERT INTO \(texts.index) (\(texts.index)) VALUES ('delete-all')"
                )
                try connection.run(texts.filling)
            }
        }
    }
}
