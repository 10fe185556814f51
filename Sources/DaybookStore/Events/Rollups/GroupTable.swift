internal import DaybookCore
internal import DaybookWire

/// The combinations of texts by which rollups are split, as rows.
struct GroupTable {
    private let connection: Connection
    private var known: [[ExactText]: Int64] = [:]
    private var texts: [Int64: [String]] = [:]

    private static let largestCache = 1 << 14

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// The row of a combination, which is given one where it has none.
    mutating func row(of combination: [String]) throws -> Int64 {
        try row(of: combination) { [connection] text in
            try connection.run("INSERT INTO rollup_groups (texts) VALUES (?)", [.text(text)])
            return connection.lastRow
        }
    }

    /// - Parameter missing: what stands for a combination that has no row, by its text
    mutating func row(
        of combination: [String],
        missing: (_ text: String) throws -> Int64,
    ) throws -> Int64 {
        let exact = combination.map { ExactText($0) }
        if let row = known[exact] { return row }
        let text = JSONWriter.text(.array(combination.map { .string($0) }), .canonical)
        let found = try connection.first(
            "SELECT row FROM rollup_groups WHERE texts = ?",
            [.text(text)]
        ) { $0.integer(0) }
        let row = try found ?? missing(text)
        if known.count >= Self.largestCache { known.removeAll(keepingCapacity: true) }
        known[exact] = row
        return row
    }

    mutating func texts(ofRow row: Int64) throws -> [String] {
        if let texts = texts[row] { return texts }
        let found = try connection.first(
            "SELECT texts FROM rollup_groups WHERE row = ?",
            [.integer(row)]
        ) { try $0.texts(0) }
        guard let found else {
            throw UnreadableValue(expected: "the groups of a rollup", found: "\(row)")
        }
        texts[row] = found
        return found
    }
}

/// Up to which event each meter is rolled up.
struct RollupProgress {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// A meter that nothing is noted of is rolled up to where there is nothing.
    func last(of meter: Int64) throws -> Int64 {
        try connection.first(
            "SELECT last_event FROM rollup_progress WHERE meter = ?",
            [.integer(meter)]
        ) { $0.integer(0) } ?? 0
    }

    func set(_ meter: Int64, through event: Int64) throws {
        try connection.run(
            """
            INSERT INTO rollup_progress (meter, last_event) VALUES (?, ?)
            ON CONFLICT (meter) DO UPDATE SET last_event = excluded.last_event
            """,
            [.integer(meter), .integer(event)]
        )
    }

    /// Whether all events are rolled up.
    func isCurrent(_ meter: Int64) throws -> Bool {
        try last(of: meter) == connection.integer("SELECT last_event FROM event_state")
    }
}
