internal import DaybookCore

/// Puts the rows of an entry back as they were before it, if they are as it left them.
///
/// The version of a record is the exception: it counts changes and so goes on.
struct RowRestorer {
    let connection: Connection
    /// The tables as they are today; an entry may be older.
    let shapes: [TableShape]
    let entry: JournalEntry

    func restore() throws {
        guard case .rows(let rows) = entry.changes else { throw UndoRefusal.filled(entry.number) }
        // Rows that refer to one another are restored one by one: what counts is the end.
        try connection.run("PRAGMA defer_foreign_keys = ON")
        for row in rows.reversed() {
            let place = try place(of: row)
            guard try stands(row, at: place) else {
                throw UndoRefusal.changedSince(entry.number, by: try culprit(of: row, at: place))
            }
            try restore(row, at: place)
        }
    }

    /// Where a row lies, in SQL with its values.
    private struct Place {
        let table: String
        let condition: String
        let key: [SQLValue]
    }

    private func place(of row: JournalEntry.Row) throws -> Place {
        guard let shape = shapes.first(where: { $0.name == row.table }) else {
            throw UndoRefusal.foreign(entry.number)
        }
        let columns = (row.before ?? []) + (row.after ?? [])
        guard columns.allSatisfy({ shape.place(of: $0.name) != nil }) else {
            throw UndoRefusal.foreign(entry.number)
        }
        let table = TableShape.quoted(row.table)
        switch (row.key, shape.key) {
        case (.row(let number), nil):
            return Place(table: table, condition: "rowid = ?", key: [.integer(number)])
        case (.columns(let values), let key?) where key.count == values.count:
            let names = key.map { TableShape.quoted(shape.columns[$0].name) }
            return Place(
                table: table,
                condition: names.map { "\($0) = ?" }.joined(separator: " AND "),
                key: values
            )
        case (.row, _), (.columns, _):
            throw UndoRefusal.foreign(entry.number)
        }
    }

    /// Whether a row is as the entry left it, as far as the entry touched it.
    private func stands(_ row: JournalEntry.Row, at place: Place) throws -> Bool {
        guard let after = row.after.map(Self.withoutVersion) else {
            let count = try connection.integer(
                "SELECT count(*) FROM \(place.table) WHERE \(place.condition)",
                place.key
            )
            return count == 0
        }
        let names = ["1"] + after.map { TableShape.quoted($0.name) }
        let found = try connection.first(
            "SELECT \(names.joined(separator: ", ")) FROM \(place.table) WHERE \(place.condition)",
            place.key
        ) { found in after.indices.map { found.value($0 + 1) } }
        return found == after.map(\.value)
    }

    private func restore(_ row: JournalEntry.Row, at place: Place) throws {
        switch (row.before, row.after) {
        case (nil, _):
            try connection.run(
                "DELETE FROM \(place.table) WHERE \(place.condition)",
                place.key
            )
        case (let before?, nil):
            let names = before.map { TableShape.quoted($0.name) }.joined(separator: ", ")
            let marks = before.map { _ in "?" }.joined(separator: ", ")
            try connection.run(
                "INSERT INTO \(place.table) (\(names)) VALUES (\(marks))",
                before.map(\.value)
            )
        case (let before?, _):
            let columns = Self.withoutVersion(before)
            if columns.isEmpty { return }
            let sets = columns.map { "\(TableShape.quoted($0.name)) = ?" }
            try connection.run(
                "UPDATE \(place.table) SET \(sets.joined(separator: ", ")) "
                    + "WHERE \(place.condition)",
                columns.map(\.value) + place.key
            )
        }
    }

    private static func withoutVersion(
        _ columns: [JournalEntry.Row.Column],
    ) -> [JournalEntry.Row.Column] {
        columns.filter { $0.name != TableShape.versionColumn }
    }

    /// The first later entry that touched what this one wrote in a row.
    private func culprit(of row: JournalEntry.Row, at place: Place) throws -> JournalEntry? {
        guard let record = row.record else { return nil }
        let later = try connection.all(
            """
            SELECT entry FROM journal_records JOIN journal ON number = journal
            WHERE record = ? AND number > ? ORDER BY number
            """,
            [.text(record), .integer(entry.number)]
        ) { try JournalEntry($0.text(0)) }
        return later.first { later in
            guard case .rows(let rows) = later.changes else { return false }
            return rows.contains { $0.touches(row) }
        }
    }
}

extension JournalEntry.Row {
    /// Whether this, later, changes what `earlier` had written.
    fileprivate func touches(_ earlier: JournalEntry.Row) -> Bool {
        guard table == earlier.table, key == earlier.key else { return false }
        guard let after, let before, let written = earlier.after else { return true }
        let names = Set(written.map(\.name)).subtracting([TableShape.versionColumn])
        return (before + after).contains { names.contains($0.name) }
    }
}
