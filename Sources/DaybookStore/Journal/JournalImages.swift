internal import DaybookCore

/// Whether rows are what the journal says that they became. Whoever changes one beside the journal
/// leaves a trace here, also where no rule of the ledger is broken.
///
/// Entries are read backwards, so that what is heard of a value first is its last. Kept is a mark
/// for each row that was changed and of whose beginning is not told yet.
struct JournalImages {
    private let connection: Connection
    private var tables: [String: Table] = [:]
    /// The rows that went: one that is older than a beginning was another under the same key.
    private var ended: Set<RowIdentity> = []
    private var told: [RowIdentity: Columns] = [:]
    private var origin: Act?
    /// What of rows is another than was told, those of the last entries first.
    private var others: [(row: RowIdentity, image: JournalEntry.Row, what: [String])] = []
    /// Those of which is only counted how many they are.
    private var more: Set<RowIdentity> = []
    private var unreadable: [String] = []
    private var unreadableCount = 0

    /// A set of columns by their places.
    private typealias Columns = UInt64

    private struct Table {
        let place: Int
        let shape: TableShape
        let query: String
        /// How many rows there must be after all that is told of.
        var rows = 0
        /// Whether a later entry has changed or deleted rows of which it does not tell.
        var isOverwritten = false
        /// Whether a later entry has inserted rows of which it does not tell.
        var isRefilled = false
    }

    private init(_ connection: Connection) throws {
        self.connection = connection
        for (place, shape) in try TableShape.all(on: connection).enumerated()
        where shape.columns.count < Columns.bitWidth {
            tables[shape.name] = Table(place: place, shape: shape, query: Self.query(shape))
        }
    }

    /// What is not as the journal tells it, in sentences.
    static func problems(_ connection: Connection) throws -> [String] {
        var images = try JournalImages(connection)
        try images.findEnds()
        try images.compare()
        if images.unreadableCount > 0 {
            // What is not known was told there, too.
            let names = LedgerRule.list(images.unreadable, of: images.unreadableCount)
            return ["an entry of the journal can be read: not so of \(names)"]
        }
        return try images.recordProblems() + images.countProblems()
    }

    // MARK: - Walking

    /// In canonical JSON only a row that went begins with what it was.
    private mutating func findEnds() throws {
        try connection.forEach(
            "SELECT entry FROM journal WHERE instr(entry, '{\"before\":') > 0"
        ) { row in
            guard case .rows(let rows) = try? JournalEntry(row.text(0)).changes else { return }
            for row in rows where row.after == nil {
                if let table = tables[row.table] {
                    ended.insert(RowIdentity(table: table.place, key: row.key))
                }
            }
        }
    }

    private mutating func compare() throws {
        try connection.forEach("SELECT number, entry FROM journal ORDER BY number DESC") { row in
            guard let entry = try? JournalEntry(row.text(1)) else {
                if unreadable.count < LedgerRule.mostNames {
                    unreadable.append("entry \(row.integer(0))")
                }
                return unreadableCount += 1
            }
            origin = entry.act
            switch entry.changes {
            case .rows(let rows): for row in rows { try compare(row) }
            case .counts(let counts): for count in counts { heed(count) }
            }
        }
    }

    private mutating func heed(_ counts: TableChanges) {
        guard var table = tables[counts.table] else { return }
        // Somebody may have written any numbers.
        table.rows &+= counts.inserted &- counts.deleted
        if counts.updated > 0 || counts.deleted > 0 { table.isOverwritten = true }
        if counts.inserted > 0 { table.isRefilled = true }
        tables[counts.table] = table
    }

    private mutating func compare(_ row: JournalEntry.Row) throws {
        guard let table = tables[row.table], row.key.fits(table.shape) else { return }
        if row.after == nil { tables[row.table]?.rows &-= 1 }
        if row.before == nil { tables[row.table]?.rows &+= 1 }
        let identity = RowIdentity(table: table.place, key: row.key)
        let known = told[identity] ?? 0
        if table.isOverwritten || known == .max { return }
        if let after = row.after {
            try compare(after, of: row, table, identity, known)
        } else {
            told[identity] = .max
            if known == 0, !table.isRefilled, try values(of: row.key, table) != nil {
                find(row, identity, ["deleted, and there"])
            }
        }
    }

    /// Compares the values of which no later entry tells.
    private mutating func compare(
        _ after: [JournalEntry.Row.Column],
        of row: JournalEntry.Row,
        _ table: Table,
        _ identity: RowIdentity,
        _ known: Columns,
    ) throws {
        guard let present = try values(of: row.key, table) else {
            told[identity] = .max
            find(row, identity, ["gone"])
            return
        }
        var heard = known
        var differing: [String] = []
        for column in after {
            guard let place = table.shape.place(of: column.name), known & 1 << place == 0 else {
                continue
            }
            heard |= 1 << place
            if present[place] != column.value { differing.append(column.name) }
        }
        if row.before == nil { heard = ended.contains(identity) ? .max : 0 }
        told[identity] = heard == 0 ? nil : heard
        if !differing.isEmpty { find(row, identity, differing) }
    }

    // MARK: - Rows

    private static func query(_ shape: TableShape) -> String {
        let names = shape.columns.map { TableShape.quoted($0.name) }
        let key = shape.key.map { places in
            places.map { "\(names[$0]) = ?" }.joined(separator: " AND ")
        }
        return "SELECT \(names.joined(separator: ", ")) FROM \(TableShape.quoted(shape.name)) "
            + "WHERE \(key ?? "rowid = ?")"
    }

    private func values(of key: RowKey, _ table: Table) throws -> [SQLValue]? {
        let arguments: [SQLValue] =
            switch key {
            case .row(let number): [.integer(number)]
            case .columns(let values): values
            }
        return try connection.first(table.query, arguments) { row in
            table.shape.columns.indices.map { row.value($0) }
        }
    }

    // MARK: - Telling

    private mutating func find(_ row: JournalEntry.Row, _ identity: RowIdentity, _ what: [String]) {
        if let place = others.firstIndex(where: { $0.row == identity }) {
            others[place].what += what
        } else if others.count < LedgerRule.mostNames {
            others.append((identity, row, what))
        } else {
            more.insert(identity)
        }
    }

    private func recordProblems() throws -> [String] {
        if others.isEmpty { return [] }
        let names = try others.map { other in
            "\(try name(of: other.image)) (\(other.what.joined(separator: ", ")))"
        }
        let list = LedgerRule.list(names, of: names.count + more.count)
        return ["a record is what the journal tells of it: not so of \(list)"]
    }

    /// `customers acme`, `lines of INV-7`
    private func name(of row: JournalEntry.Row) throws -> String {
        guard let record = row.record, let shape = tables[row.table]?.shape else {
            return "\(row.table) \(row.keyText)"
        }
        let name = try RecordNames(connection).name(of: record) ?? record
        if case .itself = shape.belonging { return "\(row.table) \(name)" }
        return "\(row.table) of \(name)"
    }

    /// Tables that a step of the schema has filled from others.
    private static let filledBySteps = ["losses"]

    /// Of how many records the journal tells otherwise.
    private func countProblems() throws -> [String] {
        // A ledger that is older than its journal has records of which that never told.
        guard let origin, origin.action != "ledger.migrate", tables["organisation"]?.rows == 1
        else { return [] }
        let model = try SchemaModel.of(version: Ledger.version(of: connection))
        return try model.counts.sorted { $0.key < $1.key }.compactMap { name, given in
            guard let table = tables[name], !Self.filledBySteps.contains(name) else { return nil }
            let there = try connection.integer("SELECT count(*) FROM \(TableShape.quoted(name))")
            let expected = Int64(table.rows) &+ given
            return there == expected
                ? nil : "records in \(name): \(there), while the journal tells of \(expected)"
        }
    }
}

extension RowKey {
    /// Whether rows of the table have such keys.
    fileprivate func fits(_ shape: TableShape) -> Bool {
        switch self {
        case .row: shape.key == nil
        case .columns(let values): shape.key?.count == values.count
        }
    }
}
