internal import CSQLite

/// Rows of a table, a bit each, which a query asks for each record without looking anything up.
struct RowSet: Sendable {
    /// The function that tells whether a row is in a set: the bits, and the row.
    static let function = "daybook_has_row"

    private var bits: [UInt8] = []

    /// Tables number their rows from one on, but nobody has to: others would take too much room.
    private static let mostRows: Int64 = 1 << 26

    init() {}

    /// The rows that a query finds in its first column; nil where the number of one is too large.
    init?(of query: FilterSQL.Condition, _ connection: Connection) throws {
        var (set, fits) = (RowSet(), true)
        try connection.forEach(query.sql, query.values) { row in
            if fits { fits = set.insert(row.integer(0)) }
        }
        guard fits else { return nil }
        self = set
    }

    /// Adds a row; false where its number is too large.
    mutating func insert(_ row: Int64) -> Bool {
        guard 0 <= row && row < Self.mostRows else { return false }
        let byte = Int(row >> 3)
        if byte >= bits.count {
            let missing = max(byte + 1, bits.count * 2) - bits.count
            bits.append(contentsOf: repeatElement(0, count: missing))
        }
        bits[byte] |= 1 << UInt8(row & 7)
        return true
    }

    mutating func formUnion(_ other: RowSet) {
        let missing = other.bits.count - bits.count
        if missing > 0 { bits.append(contentsOf: repeatElement(0, count: missing)) }
        for index in other.bits.indices { bits[index] |= other.bits[index] }
    }

    /// Only what belongs to one of some rows, asked of each record: no index is read by the column.
    static func condition(_ column: String, _ rows: Set<Int64>) -> FilterSQL.Condition {
        var set = RowSet()
        let fits = rows.allSatisfy { set.insert($0) }
        // With a sign before it a column is compared, and no index of it is read.
        return fits ? set.condition(column) : FilterSQL.row("+\(column)", in: rows)
    }

    /// Only what belongs to one of the rows.
    func condition(_ column: String) -> FilterSQL.Condition {
        ("\(Self.function)(?, \(column))", [.blob(bits)])
    }

    /// Makes the function known to a connection; SQLite's code for how it went.
    @unsafe static func register(on database: OpaquePointer) -> Int32 {
        unsafe sqlite3_create_function_v2(
            database,
            function,
            2,
            SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
            nil,
            { context, _, values in
                guard let values = unsafe values else { return }
                let row = unsafe sqlite3_value_int64(values[1])
                let start = unsafe sqlite3_value_blob(values[0])
                let count = Int64(unsafe sqlite3_value_bytes(values[0]))
                guard let start = unsafe start, row >= 0, row >> 3 < count else {
                    return unsafe sqlite3_result_int(context, 0)
                }
                let byte = unsafe start.load(fromByteOffset: Int(row >> 3), as: UInt8.self)
                unsafe sqlite3_result_int(context, Int32(byte >> UInt8(row & 7) & 1))
            },
            nil,
            nil,
            nil
        )
    }
}
