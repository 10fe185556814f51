package import DaybookCore

/// Saved filters in the ledger. There are few: a list's are read at once.
package struct SavedFilterRepository {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// A saved filter with its identity.
    package struct Stored: Hashable, Sendable {
        package let id: RecordID
        package let saved: SavedFilter
        package let createdAt: Instant
    }

    /// All of a list, or of all lists, by list and name.
    package func all(_ list: FilteredList? = nil) throws -> [Stored] {
        try connection.all(
            """
            SELECT id, list, name, filter, created_at FROM saved_filters
            WHERE ?1 IS NULL OR list = ?1 ORDER BY list, name
            """,
            [.text(list?.rawValue)]
        ) { row in
            let list: FilteredList = try row.choice(1)
            guard let saved = try? SavedFilter(list, row.text(2), row.text(3), isKept: true)
            else {
                throw UnreadableValue(expected: "a filter", found: row.text(3))
            }
            return Stored(id: try row.id(0), saved: saved, createdAt: try row.instant(4))
        }
    }

    package func book(of list: FilteredList) throws -> FilterBook {
        FilterBook(try all(list).map(\.saved))
    }

    package func find(_ name: String, in list: FilteredList) throws -> Stored? {
        try all(list).first { $0.saved.name == name }
    }

    // MARK: - Writing

    package func insert(_ saved: SavedFilter, id: RecordID, at now: Instant) throws {
        if try find(saved.name, in: saved.list) != nil {
            throw SavedFilterError.exists(saved.name)
        }
        try requireSound(saved)
        try add(saved, id: id, at: now)
    }

    package func update(_ saved: SavedFilter, id: RecordID, from version: Int) throws {
        try RecordVersions(connection).require(version, of: id, .filter)
        try requireSound(saved)
        try connection.run(
            "UPDATE saved_filters SET filter = ? WHERE id = ?",
            [.text(saved.text), .id(id)]
        )
    }

    /// Removes a filter that no other one names.
    package func delete(_ stored: Stored) throws {
        let name = stored.saved.name
        let naming = try book(of: stored.saved.list).naming(name)
        if !naming.isEmpty { throw SavedFilterError.needed(name, by: naming) }
        try connection.run("DELETE FROM saved_filters WHERE id = ?", [.id(stored.id)])
    }

    /// Adds filters of one list that may name one another.
    ///
    /// - Parameters:
    ///   - isReplacing: whether one takes the place of another of the same name
    ///   - id: makes the id of a new one
    /// - Returns: how many are new or other than before
    package func merge(
        _ filters: [SavedFilter],
        isReplacing: Bool,
        at now: Instant,
        id: () throws -> RecordID,
    ) throws -> Int {
        var written = 0
        for list in FilteredList.allCases {
            var book = try book(of: list)
            let broken = book.broken
            let there = try all(list)
            for saved in filters where saved.list == list {
                let old = there.first { $0.saved.name == saved.name }
                if old?.saved == saved { continue }
                if let old {
                    guard isReplacing else { throw SavedFilterError.exists(saved.name) }
                    try connection.run(
                        "UPDATE saved_filters SET filter = ? WHERE id = ?",
                        [.text(saved.text), .id(old.id)]
                    )
                } else {
                    try add(saved, id: try id(), at: now)
                }
                book.put(saved)
                written += 1
            }
            try book.check(besides: broken.subtracting(filters.map(\.name)))
        }
        return written
    }

    private func requireSound(_ saved: SavedFilter) throws {
        var book = try book(of: saved.list)
        let broken = book.broken
        book.put(saved)
        // Those that name this one become longer with it.
        try book.check(besides: broken.subtracting([saved.name]))
    }

    private func add(_ saved: SavedFilter, id: RecordID, at now: Instant) throws {
        try connection.run(
            """
            INSERT INTO saved_filters (id, list, name, filter, created_at) VALUES (?, ?, ?, ?, ?)
            """,
            [
                .id(id), .text(saved.list.rawValue), .text(saved.name), .text(saved.text),
                .instant(now),
            ]
        )
    }
}

extension RecordKind {
    package static var filter: RecordKind { .init(table: "saved_filters", noun: "filter") }
}
