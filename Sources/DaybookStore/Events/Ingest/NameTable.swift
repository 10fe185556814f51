internal import DaybookCore

/// A table of texts that stand in events by their rows.
struct NameTable {
    private let connection: Connection
    private let table: String
    private var known: [ExactText: Int64] = [:]

    /// Names beyond this are looked up again.
    private static let largestCache = 1 << 16

    init(_ connection: Connection, _ table: String) {
        self.connection = connection
        self.table = table
    }

    /// The row of a name, or nil when there is none.
    mutating func find(_ name: String) throws -> Int64? {
        let exact = ExactText(name)
        if let row = known[exact] { return row }
        let row = try connection.first(
            "SELECT row FROM \(table) WHERE name = ?",
            [.text(name)]
        ) { $0.integer(0) }
        if let row { remember(exact, row) }
        return row
    }

    /// The row of a name, made where there is none.
    mutating func add(_ name: String) throws -> Int64 {
        if let row = try find(name) { return row }
        try connection.run("INSERT INTO \(table) (name) VALUES (?)", [.text(name)])
        let row = connection.lastRow
        remember(ExactText(name), row)
        return row
    }

    private mutating func remember(_ name: ExactText, _ row: Int64) {
        if known.count >= Self.largestCache { known.removeAll(keepingCapacity: true) }
        known[name] = row
    }
}

/// The other way round: the texts of rows.
struct NameTexts {
    private let connection: Connection
    private let table: String
    private var known: [Int64: String] = [:]

    init(_ connection: Connection, _ table: String) {
        self.connection = connection
        self.table = table
    }

    mutating func text(_ row: Int64) throws -> String {
        if let text = known[row] { return text }
        let text = try connection.first(
            "SELECT name FROM \(table) WHERE row = ?",
            [.integer(row)]
        ) { $0.text(0) }
        guard let text else { throw UnreadableValue(expected: "a name of events", found: "\(row)") }
        known[row] = text
        return text
    }

    /// Reads all names at once, where most of them will be asked for.
    mutating func readAll() throws {
        try connection.forEach("SELECT row, name FROM \(table)") {
            known[$0.integer(0)] = $0.text(1)
        }
    }
}
