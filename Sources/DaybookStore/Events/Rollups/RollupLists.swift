internal import DaybookCore

/// The lists of cells in the ledger: reading, merging, taking cells out.
struct RollupLists {
    let connection: Connection

    /// So many writes to one stretch, and their lists are merged.
    private static let fanOut = 8

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// One cell, and whose it is.
    struct Entry {
        /// Where its stretch begins, in hours since 1970.
        let start: Int64
        let subject: Int64
        let groups: Int64
        let cell: RollupCell

        func isBefore(_ other: Entry) -> Bool {
            subject == other.subject ? groups < other.groups : subject < other.subject
        }
    }

    /// A number for the lists of one write.
    func nextPart() throws -> Int64 {
        try connection.run("UPDATE event_state SET last_part = last_part + 1")
        return try connection.integer("SELECT last_part FROM event_state")
    }

    // MARK: - Reading

    /// Hands out the cells of some stretches of one level, of one subject alone if it is named.
    /// A stretch may have several cells of one subject and groups: they are parts of one.
    func forEach(
        _ reader: MeterReader,
        _ level: RollupLevel,
        _ scope: RollupScope,
        starts: Range<Int64>,
        subject: Int64? = nil,
        _ body: (Entry) throws -> Void,
    ) throws {
        var arguments: [SQLValue] = [
            .integer(reader.row), .integer(scope.code(level)), .integer(starts.lowerBound),
            .integer(starts.upperBound),
        ]
        var condition = ""
        if let subject {
            condition = "AND last_subject >= ?5 AND first_subject <= ?5"
            arguments.append(.integer(subject))
        }
        try connection.forEach(
            """
            SELECT start, first_subject, cells FROM rollups
            WHERE meter = ?1 AND level = ?2 AND start >= ?3 AND start < ?4 \(condition)
            """,
            arguments
        ) { row in
            let (start, first) = (row.integer(0), row.integer(1))
            let aggregation = reader.meter.aggregation
            guard let subject else {
                return try Self.read(row.blob(2), start: start, from: first, aggregation, body)
            }
            guard let part = row.withBytes(2, { Self.part($0, from: first, of: subject) }) else {
                throw Self.unreadable
            }
            try Self.read(part.bytes, start: start, from: part.before, aggregation, body)
        }
    }

    private static func read(
        _ bytes: [UInt8],
        start: Int64,
        from firstSubject: Int64,
        _ aggregation: Aggregation,
        _ body: (Entry) throws -> Void,
    ) throws {
        var reader = PackedReader(bytes)
        var subject = firstSubject
        while !reader.isAtEnd {
            guard let step = reader.natural(), let groups = reader.natural(),
                reader.natural() != nil,
                let cell = RollupCell(aggregation, from: &reader)
            else { throw unreadable }
            subject &+= Int64(truncatingIfNeeded: step)
            let groupRow = Int64(truncatingIfNeeded: groups)
            try body(Entry(start: start, subject: subject, groups: groupRow, cell: cell))
        }
    }

    /// The part of a list with the cells of one subject, and the subject that it counts from. Those
    /// of others are passed over where they lie: a list has many, and of one subject few. Nil where
    /// the bytes are no list.
    private static func part(
        _ list: Span<UInt8>,
        from firstSubject: Int64,
        of wanted: Int64,
    ) -> (bytes: [UInt8], before: Int64)? {
        var (place, start) = (0, 0)
        var (subject, before) = (firstSubject, firstSubject)
        while place < list.count {
            let cell = place
            guard let step = PackedNumbers.natural(list, at: &place) else { return nil }
            let next = subject &+ Int64(truncatingIfNeeded: step)
            if next > wanted {
                place = cell
                break
            }
            if next == wanted, subject != wanted || cell == 0 { (start, before) = (cell, subject) }
            subject = next
            guard PackedNumbers.natural(list, at: &place) != nil,
                let length = PackedNumbers.natural(list, at: &place),
                length <= list.count - place
            else { return nil }
            place += Int(length)
        }
        if subject != wanted { return (bytes: [], before) }
        return (bytes: (start..<place).map { list[$0] }, before)
    }

    private static var unreadable: UnreadableValue {
        UnreadableValue(expected: "a list of rolled-up cells", found: "other bytes")
    }

    /// The stretches of a level that have cells, in order.
    func starts(
        _ meter: Int64,
        _ level: RollupLevel,
        _ scope: RollupScope,
    ) throws -> [Int64] {
        try connection.all(
            "SELECT DISTINCT start FROM rollups WHERE meter = ? AND level = ? ORDER BY start",
            [.integer(meter), .integer(scope.code(level))]
        ) { $0.integer(0) }
    }

    // MARK: - Merging

    /// Merges the lists of a stretch where many writes have left some of one generation.
    func mergeIfMany(
        _ reader: MeterReader,
        _ level: RollupLevel,
        _ scope: RollupScope,
        start: Int64,
    ) throws {
        var generation: Int64 = 0
        let place: [SQLValue] = [
            .integer(reader.row), .integer(scope.code(level)), .integer(start),
        ]
        while true {
            let count = try connection.integer(
                """
                SELECT count(DISTINCT part) FROM rollups
                WHERE meter = ? AND level = ? AND start = ? AND generation = ?
                """,
                place + [.integer(generation)]
            )
            if count < Self.fanOut { return }
            try replace(reader, level, scope, start: start, generation: generation)
            generation += 1
        }
    }

    /// Takes the lists of a stretch and writes their cells into the next generation.
    private func replace(
        _ reader: MeterReader,
        _ level: RollupLevel,
        _ scope: RollupScope,
        start: Int64,
        generation: Int64,
    ) throws {
        var entries: [Entry] = []
        let place: [SQLValue] = [
            .integer(reader.row), .integer(scope.code(level)), .integer(start),
            .integer(generation),
        ]
        let condition = "meter = ? AND level = ? AND start = ? AND generation = ?"
        try connection.forEach(
            "SELECT first_subject, cells FROM rollups WHERE \(condition)",
            place
        ) { row in
            try Self.read(
                row.blob(1),
                start: start,
                from: row.integer(0),
                reader.meter.aggregation
            ) { entries.append($0) }
        }
        try connection.run("DELETE FROM rollups WHERE \(condition)", place)
        try write(
            Self.merged(entries),
            RollupListBuilder(
                reader,
                level,
                scope,
                start: start,
                part: try nextPart(),
                generation: generation + 1
            )
        )
    }

    /// In order, the parts of one cell made one.
    static func merged(_ entries: [Entry]) -> [Entry] {
        var merged: [Entry] = []
        for entry in entries.sorted(by: { $0.isBefore($1) }) {
            if let last = merged.last, last.subject == entry.subject, last.groups == entry.groups {
                var cell = last.cell
                cell.merge(entry.cell)
                merged[merged.count - 1] = Entry(
                    start: last.start,
                    subject: last.subject,
                    groups: last.groups,
                    cell: cell
                )
            } else {
                merged.append(entry)
            }
        }
        return merged
    }

    /// Writes cells anew for one subject in one stretch; what was there of it goes.
    func set(
        _ entries: [Entry],
        of subject: Int64,
        _ reader: MeterReader,
        _ level: RollupLevel,
        _ scope: RollupScope,
        start: Int64,
    ) throws {
        let rows = try connection.all(
            """
            SELECT row, first_subject, generation, part, cells FROM rollups
            WHERE meter = ?1 AND level = ?2 AND start = ?3
                AND last_subject >= ?4 AND first_subject <= ?4
            """,
            [
                .integer(reader.row), .integer(scope.code(level)), .integer(start),
                .integer(subject),
            ]
        ) { row in
            var kept: [Entry] = []
            try Self.read(
                row.blob(4),
                start: start,
                from: row.integer(1),
                reader.meter.aggregation
            ) { if $0.subject != subject { kept.append($0) } }
            return (row: row.integer(0), generation: row.integer(2), part: row.integer(3), kept)
        }
        for (row, generation, part, kept) in rows {
            try connection.run("DELETE FROM rollups WHERE row = ?", [.integer(row)])
            let rest = RollupListBuilder(
                reader,
                level,
                scope,
                start: start,
                part: part,
                generation: generation
            )
            try write(kept, rest)
        }
        let part = try nextPart()
        try write(entries, RollupListBuilder(reader, level, scope, start: start, part: part))
        try mergeIfMany(reader, level, scope, start: start)
    }

    /// Writes cells that are in order.
    func write(_ entries: [Entry], _ builder: RollupListBuilder) throws {
        var builder = builder
        for entry in entries {
            try builder.add(subject: entry.subject, groups: entry.groups, entry.cell, self)
        }
        try builder.finish(self)
    }
}
