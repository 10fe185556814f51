package import DaybookCore
internal import DaybookWire

/// One entry of the journal, as bytes that are hashed and as what they say.
///
/// The text is canonical JSON (RFC 8785), `{"action":…,"actor":…,"at":…,"cancels":…,"cause":…,
/// "changes":…,"number":…,"previous":…}`, so that the number and the hash of the entry before
/// stand at its end and the head of the act before the changes.
package struct JournalEntry: Sendable {
    package let number: Int
    package let act: Act
    /// The entry that this one takes back.
    package let cancels: Int?
    package let changes: Changes

    package enum Changes: Sendable {
        /// Every row with its values: this can be taken back.
        case rows([Row])
        /// How many rows: something was filled, and is what it was filled from.
        case counts([TableChanges])
    }

    /// A row that the entry tells of.
    package struct Row: Sendable {
        package let table: String
        let key: RowKey
        /// The record that it is or belongs to.
        package let record: String?
        /// Nil where there was none; only what changed where it was and stayed.
        package let before: [Column]?
        package let after: [Column]?

        package typealias Column = (name: String, value: SQLValue)

        /// What names the row within its table, for people.
        package var keyText: String {
            switch key {
            case .row(let number): "\(number)"
            case .columns(let values): values.map { $0.text ?? "" }.joined(separator: ", ")
            }
        }
    }
}

extension JournalEntry.Row {
    /// A row of a table whose rows have numbers.
    package init(
        table: String,
        row: Int64,
        record: String?,
        before: [Column]?,
        after: [Column]?,
    ) {
        self.init(table: table, key: .row(row), record: record, before: before, after: after)
    }
}

// MARK: - Writing

extension JournalEntry {
    /// The entry's bytes behind another one.
    func bytes(behind previous: SHA256Digest) -> [UInt8] {
        var json = JSONStream()
        json.object { json in
            json.text("action", act.action)
            json.text("actor", act.actor)
            json.time("at", act.at)
            if let cancels { json.integer("cancels", cancels) }
            json.text("cause", act.cause.rawValue)
            switch changes {
            case .rows(let rows):
                json.array("changes") { json in for row in rows { row.write(to: &json) } }
            case .counts(let counts):
                json.object("changes") { json in for count in counts { count.write(to: &json) } }
            }
            json.integer("number", number)
            json.text("previous", previous.hexadecimal)
        }
        return json.bytes
    }
}

extension JournalEntry.Row {
    fileprivate func write(to json: inout JSONStream) {
        json.object { json in
            write(after, "after", to: &json)
            write(before, "before", to: &json)
            if case .columns(let key) = key {
                json.array("key") { json in for value in key { json.value(nil, value) } }
            }
            if let record { json.text("record", record) }
            if case .row(let row) = key { json.value("row", .integer(row)) }
            json.text("table", table)
        }
    }

    private func write(_ columns: [Column]?, _ name: String, to json: inout JSONStream) {
        guard let columns else { return }
        json.object(name) { json in
            for column in columns { json.value(column.name, column.value) }
        }
    }
}

extension TableChanges {
    fileprivate func write(to json: inout JSONStream) {
        json.object(table) { json in
            if deleted > 0 { json.integer("deleted", deleted) }
            if inserted > 0 { json.integer("inserted", inserted) }
            if updated > 0 { json.integer("updated", updated) }
        }
    }
}

extension JSONStream {
    /// A value as SQLite keeps it; bytes stand in an object, so that no text is taken for them.
    fileprivate mutating func value(_ key: String?, _ value: SQLValue) {
        switch value {
        case .null: text(key, nil)
        case .integer(let number): integer(key, Int(number))
        case .text(let text): self.text(key, text)
        case .blob(let bytes):
            object(key) { json in json.text("hex", Hexadecimal.text(of: bytes)) }
        }
    }
}

// MARK: - Reading

extension JournalEntry {
    /// Reads an entry's text; one that Daybook did not write is refused.
    package init(_ text: String) throws {
        do {
            try self.init(JSONDocument(text).root)
        } catch {
            throw UnreadableValue(expected: "an entry of the journal (\(error))", found: text)
        }
    }

    private init(_ json: JSONNode) throws {
        number = try json.required("number").integer()
        cancels = try json["cancels"]?.integer()
        let cause = try json.required("cause")
        guard let known = Act.Cause(rawValue: try cause.string()) else {
            throw cause.mismatch("a cause")
        }
        let action = try json.required("action")
        guard
            let act = Act(
                actor: try json.required("actor").string(),
                at: try Instant(iso8601: try json.required("at").string()),
                cause: known,
                storedAction: try action.string(),
            )
        else { throw action.mismatch("a noun and a verb") }
        self.act = act
        let changes = try json.required("changes")
        self.changes =
            switch changes.kind {
            case .array: .rows(try changes.elements().map { try Row($0) })
            case .object: .counts(try changes.members().map { try TableChanges($0.key, $0.value) })
            case .string, .number, .true, .false, .null: throw changes.mismatch("changes")
            }
    }

    /// How many rows of each table it changed.
    package var tableChanges: [TableChanges] {
        switch changes {
        case .counts(let counts): return counts
        case .rows(let rows):
            var found: [TableChanges] = []
            for row in rows {
                let place = found.firstIndex { $0.table == row.table } ?? found.count
                if place == found.count { found.append(TableChanges(table: row.table)) }
                switch (row.before, row.after) {
                case (nil, _): found[place].inserted += 1
                case (_, nil): found[place].deleted += 1
                case _: found[place].updated += 1
                }
            }
            return found
        }
    }
}

extension JournalEntry.Row {
    fileprivate init(_ json: JSONNode) throws {
        table = try json.required("table").string()
        record = try json["record"]?.string()
        before = try Self.columns(json["before"])
        after = try Self.columns(json["after"])
        if let key = json["key"] {
            self.key = .columns(try key.elements().map { try $0.sqlValue() })
        } else {
            key = .row(try json.required("row").wholeNumber())
        }
    }

    private static func columns(_ json: JSONNode?) throws -> [Column]? {
        try json?.members().map { (name: $0.key, value: try $0.value.sqlValue()) }
    }
}

extension TableChanges {
    fileprivate init(_ table: String, _ json: JSONNode) throws {
        self.init(
            table: table,
            inserted: try json["inserted"]?.integer() ?? 0,
            updated: try json["updated"]?.integer() ?? 0,
            deleted: try json["deleted"]?.integer() ?? 0,
        )
    }
}

extension JSONNode {
    fileprivate func sqlValue() throws(JSONShapeError) -> SQLValue {
        switch kind {
        case .null: return .null
        case .number: return .integer(try wholeNumber())
        case .string: return .text(try string())
        case .object:
            guard let bytes = Hexadecimal.bytes(of: try required("hex").string()) else {
                throw mismatch("bytes as digits")
            }
            return .blob(bytes)
        case .array, .true, .false: throw mismatch("a value of a column")
        }
    }

    /// All 64 bits of it.
    fileprivate func wholeNumber() throws(JSONShapeError) -> Int64 {
        guard kind == .number, let number = Int64(source) else { throw mismatch("a whole number") }
        return number
    }
}
