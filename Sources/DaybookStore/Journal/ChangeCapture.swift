internal import CSQLite
internal import DaybookCore

/// Listens to SQLite itself while it changes rows: so no statement can pass the journal by.
///
/// It belongs to one connection, is called by it only, and touches nothing of it in the call:
/// SQLite forbids that.
@safe final class ChangeCapture {
    /// What is done with a change of a journalled row.
    private enum Mode {
        /// Outside of any change: that is a mistake in the program.
        case refusing
        case rows
        case counts
    }

    /// The tables that are followed, in the order of their names.
    private let names: [String]
    /// Their shapes, in the same order; read when rows are to be kept, as it takes a while.
    private(set) var shapes: [TableShape] = []
    /// The state of the schema that they were read from.
    let schemaVersion: Int64

    private let places: [String: Int]
    /// Those of which words are looked for in the texts, by their place among these.
    private let searched: [Int?]
    private unowned let texts: PendingTexts
    /// The table that SQLite named last, by the address of its name: rows come many at a time. An
    /// address is good for a transaction, in which no table can come or go.
    private var last: (name: UnsafePointer<CChar>, place: Int?)?
    private var mode = Mode.refusing
    private var log: [RowChange] = []
    /// Of each table the rows inserted, updated and deleted.
    private var counts: [Int] = []

    /// Finds the tables as they are now.
    init(on connection: Connection) throws {
        let names = try TableShape.names(on: connection).map(\.name)
        self.names = names
        searched = names.map { name in
            SearchedTexts.all.firstIndex { "\($0.noun)s" == name }
        }
        texts = connection.pendingTexts
        schemaVersion = try Self.schemaVersion(of: connection)
        var places: [String: Int] = [:]
        for (place, name) in names.enumerated() { places[name] = place }
        self.places = places
    }

    static func schemaVersion(of connection: Connection) throws -> Int64 {
        try connection.integer("PRAGMA schema_version")
    }

    func place(ofTable name: String) -> Int? { places[name] }

    // MARK: - From the beginning of a change to its end

    /// Begins a transaction.
    func begin() {
        unsafe last = nil
    }

    /// Keeps every change of a row, until `end`.
    func beginRows(on connection: Connection) throws {
        if shapes.isEmpty { shapes = try TableShape.all(on: connection) }
        log.removeAll(keepingCapacity: true)
        mode = .rows
    }

    /// Keeps how many rows are changed, until `end`.
    func beginCounts() {
        counts = [Int](repeating: 0, count: 3 * names.count)
        mode = .counts
    }

    func end() {
        mode = .refusing
        log.removeAll(keepingCapacity: true)
    }

    var isListening: Bool { mode != .refusing }

    /// Where a statement begins, for `cut`.
    var mark: Mark { Mark(logged: log.count, counts: counts) }

    struct Mark {
        fileprivate let logged: Int
        fileprivate let counts: [Int]
    }

    /// Forgets what a statement had changed before it failed: SQLite has taken it back.
    func cut(to mark: Mark) {
        if log.count > mark.logged { log.removeSubrange(mark.logged...) }
        counts = mark.counts
    }

    /// One change for each row that is not as it was, in the order in which they were touched
    /// first.
    var changes: [RowChange] {
        var changes: [RowChange] = []
        var positions: [RowIdentity: Int] = [:]
        for change in log {
            if let position = positions[change.identity] {
                changes[position] = changes[position].followed(by: change)
            } else {
                positions[change.identity] = changes.count
                changes.append(change)
            }
        }
        return changes.filter { $0.kind != .nothing }
    }

    /// The tables of which rows were touched, also where all are as before.
    var writtenTables: Set<String> {
        Set(Set(log.map(\.identity.table)).map { shapes[$0].name })
    }

    /// The tables of which rows were changed, while only counts were kept.
    var tableCounts: [TableChanges] {
        names.enumerated().compactMap { place, name in
            let found = counts[(3 * place)..<(3 * place + 3)]
            guard found.contains(where: { $0 > 0 }) else { return nil }
            return TableChanges(
                table: name,
                inserted: found[3 * place],
                updated: found[3 * place + 1],
                deleted: found[3 * place + 2],
            )
        }
    }

    // MARK: - What SQLite calls

    /// Takes note of a row that is about to change.
    @unsafe func note(
        _ database: OpaquePointer,
        _ operation: Int32,
        table name: UnsafePointer<CChar>,
        from oldRow: Int64,
        to newRow: Int64,
    ) {
        guard let place = unsafe place(ofName: name) else { return }
        if operation == SQLITE_INSERT, let table = searched[place] {
            texts.come(ofTable: table, newRow)
        }
        switch mode {
        case .refusing:
            let name = names[place]
            fatalError("the table \(name) is journalled: its rows are written in a change only")
        case .counts:
            let column =
                switch operation {
                case SQLITE_INSERT: 0
                case SQLITE_UPDATE: 1
                default: 2
                }
            counts[3 * place + column] += 1
        case .rows:
            let reader = unsafe RowReader(database: database, shape: shapes[place], place: place)
            log.append(contentsOf: reader.changes(operation, from: oldRow, to: newRow))
        }
    }

    @unsafe private func place(ofName name: UnsafePointer<CChar>) -> Int? {
        if let last = unsafe last, unsafe last.name == name { return unsafe last.place }
        let place = unsafe places[String(cString: name)]
        unsafe last = (name, place)
        return place
    }
}

/// Reads the values of the row that SQLite is about to change.
@safe private struct RowReader {
    let database: OpaquePointer
    let shape: TableShape
    let place: Int

    @unsafe init(database: OpaquePointer, shape: TableShape, place: Int) {
        unsafe self.database = database
        self.shape = shape
        self.place = place
    }

    func changes(_ operation: Int32, from oldRow: Int64, to newRow: Int64) -> [RowChange] {
        switch operation {
        case SQLITE_INSERT:
            let after = values(after: true)
            return [change(before: nil, after: after, row: newRow)]
        case SQLITE_DELETE:
            let before = values(after: false)
            return [change(before: before, after: nil, row: oldRow)]
        default:
            let (before, after) = (values(after: false), values(after: true))
            if key(before, oldRow) == key(after, newRow) {
                return [update(before, after, row: newRow)]
            }
            // A row under another key is another row.
            return [
                change(before: before, after: nil, row: oldRow),
                change(before: nil, after: after, row: newRow),
            ]
        }
    }

    private func change(before: [SQLValue]?, after: [SQLValue]?, row: Int64) -> RowChange {
        let values = after ?? before ?? []
        return RowChange(
            identity: RowIdentity(table: place, key: key(values, row)),
            before: before,
            after: after,
            record: record(values)
        )
    }

    private func update(_ before: [SQLValue], _ after: [SQLValue], row: Int64) -> RowChange {
        var change = change(before: before, after: after, row: row)
        for index in before.indices where before[index] == after[index] {
            change.before?[index] = nil
            change.after?[index] = nil
        }
        return change
    }

    private func key(_ values: [SQLValue], _ row: Int64) -> RowKey {
        guard let key = shape.key else { return .row(row) }
        return .columns(key.map { values[$0] })
    }

    private func record(_ values: [SQLValue]) -> RowChange.RecordReference {
        switch shape.belonging {
        case .itself(let column):
            guard case .text(let id) = values[column] else { return .none }
            return .id(id)
        case .owner(let column, let table):
            guard case .integer(let row) = values[column] else { return .none }
            return .row(row, table: table)
        case .nobody:
            return .none
        }
    }

    private func values(after isAfter: Bool) -> [SQLValue] {
        shape.columns.indices.map { column in
            let value =
                unsafe isAfter
                ? csqlite_after(database, Int32(column))
                : csqlite_before(database, Int32(column))
            guard let value = unsafe value else { return .null }
            let found = unsafe SQLValue(value)
            return found == .null && !isAfter ? shape.columns[column].standing : found
        }
    }
}

extension SQLValue {
    /// A copy of a value of SQLite's.
    @unsafe fileprivate init(_ value: OpaquePointer) {
        switch unsafe sqlite3_value_type(value) {
        case SQLITE_NULL:
            self = .null
        case SQLITE_INTEGER:
            self = .integer(unsafe sqlite3_value_int64(value))
        case SQLITE_BLOB:
            let count = Int(unsafe sqlite3_value_bytes(value))
            let bytes = unsafe UnsafeRawBufferPointer(
                start: sqlite3_value_blob(value),
                count: count
            )
            self = .blob(unsafe Array(bytes))
        default:
            // Tables are strict and have no column of floating-point numbers: this is text.
            let text = unsafe sqlite3_value_text(value)
            let count = Int(unsafe sqlite3_value_bytes(value))
            let bytes = unsafe UnsafeBufferPointer(start: text, count: count)
            self = .text(unsafe String(decoding: bytes, as: UTF8.self))
        }
    }
}
