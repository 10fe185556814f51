/// What of a new ledger's schema follows from rows, set aside until these are there: indexes, made
/// in one pass in order where each row by itself would touch a page of each; texts; and triggers,
/// which keep watch over what changes later.
struct SchemaRest {
    private let statements: [String]

    /// Texts that go into their index at once. Between two of these stretches one may stop.
    private static let stretch: Int64 = 50_000

    /// Runs the statements of new tables alone.
    init(of steps: [Migration], settingAside connection: Connection) throws(SQLiteError) {
        let all = steps.flatMap { SQLScript.statements(of: $0.sql) }
        for statement in all where !Self.followsFromRows(statement) {
            try connection.script(String(statement))
        }
        try connection.script("PRAGMA user_version = \(steps.count)")
        statements = Self.lasting(all.map(String.init))
    }

    /// Without what belongs to indexes, triggers and tables that a later step drops again.
    private static func lasting(_ statements: [String]) -> [String] {
        var lasting: [String] = []
        for statement in statements {
            if let name = name(in: statement, after: "DROP INDEX ") {
                lasting.removeAll { self.name(in: $0, after: "CREATE INDEX ") == name }
            } else if let name = name(in: statement, after: "DROP TRIGGER ") {
                lasting.removeAll { self.name(in: $0, after: "CREATE TRIGGER ") == name }
            } else if let table = name(in: statement, after: "DROP TABLE ") {
                lasting.removeAll { belongs($0, to: table) }
            } else if followsFromRows(statement[...]) {
                lasting.append(statement)
            }
        }
        return lasting
    }

    /// Whether a statement is about a table, or carries its rows somewhere else.
    private static func belongs(_ statement: String, to table: Substring) -> Bool {
        let words = statement.split { $0.isWhitespace || $0 == ";" }
        let places = statement.hasPrefix("INSERT") ? ["FROM", "INTO"] : ["ON"]
        return zip(words, words.dropFirst()).contains { places.contains(String($0)) && $1 == table }
    }

    private static func name(in statement: String, after verb: String) -> Substring? {
        guard statement.hasPrefix(verb) else { return nil }
        return statement.dropFirst(verb.count).prefix { $0 != ";" && !$0.isWhitespace }
    }

    /// Unique indexes are rules, which rows must not break for a moment.
    private static func followsFromRows(_ statement: Substring) -> Bool {
        let beginnings = [
            "CREATE INDEX", "DROP INDEX", "CREATE TRIGGER", "DROP TRIGGER", "CREATE VIRTUAL TABLE",
        ]
        if beginnings.contains(where: statement.hasPrefix) { return true }
        return statement.hasPrefix("INSERT") && statement.contains("SELECT")
    }

    /// Makes what was set aside, inside a transaction.
    ///
    /// - Parameter step: told how much is done, in rows of texts and of other statements; may throw
    ///   to stop.
    func make(
        on connection: Connection,
        step: (_ done: Int, _ total: Int) throws -> Void = { _, _ in },
    ) throws {
        let rows = try Self.fillings.map { filling in
            try connection.integer("SELECT ifnull(max(row), 0) FROM \(filling.table)")
        }
        // An index of a table takes about as long as the texts of a sixth of its rows.
        let share = Int(rows.max() ?? 0) / 6
        let total = Int(rows.reduce(0, +)) + share * statements.count
        var done = 0
        for statement in statements {
            try step(done, total)
            guard let place = Self.place(ofFilling: statement) else {
                try connection.run(statement)
                done += share
                continue
            }
            for start in stride(from: 1, through: rows[place], by: Int(Self.stretch)) {
                try step(done, total)
                let end = min(start + Self.stretch - 1, rows[place])
                try connection.run(
                    Self.fillings[place].statement + " WHERE row BETWEEN ? AND ?",
                    [.integer(start), .integer(end)]
                )
                done += Int(end - start + 1)
            }
        }
    }

    /// What goes through all texts of a table, which can be done a stretch at a time.
    private static let fillings =
        SearchedTexts.all.map { (statement: $0.filling, table: "\($0.noun)s") }
        + [(statement: InvoiceLetters.filling, table: "invoices")]

    /// Which of these a statement is, if it is one.
    private static func place(ofFilling statement: String) -> Int? {
        fillings.firstIndex { statement.contains($0.statement) }
    }
}
