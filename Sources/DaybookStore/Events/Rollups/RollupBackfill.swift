internal import DaybookCore
internal import DaybookWire

/// Rolls up events for meters that came later than them, and lists those in which no meter finds a
/// quantity, piece by piece: each piece is one transaction, and whoever goes on after a crash goes
/// on behind the last.
package struct RollupBackfill {
    private let ledger: Ledger

    package static let standardSize = 1 << 17

    package init(_ ledger: Ledger) {
        self.ledger = ledger
    }

    /// Brings all meters up to the last event.
    ///
    /// - Parameter check: called between two pieces; what it throws stops the work.
    package func run(
        size: Int = Self.standardSize,
        check: () throws -> Void = {},
    ) throws {
        while try ledger.write({ try Self.step($0, size: size) }) { try check() }
        while try ledger.write({ try UnreadableEvents($0).step(size: size) }) { try check() }
    }

    /// Throws all rollups away and makes them again from the events. Until a meter is done, it is
    /// answered from its events: stopping loses nothing but time.
    package func rebuild(check: () throws -> Void = {}) throws {
        try ledger.write { connection in
            try connection.run("DELETE FROM rollups")
            try connection.run("DELETE FROM rollup_progress")
        }
        try run(check: check)
    }

    /// Rolls up one piece for one meter that is behind; false when none is.
    static func step(_ connection: Connection, size: Int) throws -> Bool {
        let last = try connection.integer("SELECT last_event FROM event_state")
        let progress = RollupProgress(connection)
        for reader in try MeterRepository(connection).readers() where reader.isRolledUp {
            let done = try progress.last(of: reader.row)
            if done >= last { continue }
            let end = min(last, done + Int64(size))
            try rollUp(reader, events: (done + 1)...end, on: connection)
            try progress.set(reader.row, through: end)
            return true
        }
        return false
    }

    private static func rollUp(
        _ reader: MeterReader,
        events: ClosedRange<Int64>,
        on connection: Connection,
    ) throws {
        var types = NameTable(connection, "event_types")
        guard let type = try types.find(reader.meter.eventType) else { return }
        let json = JSONReader()
        var groups = GroupTable(connection)
        var rollups = RollupWriter(connection, [reader])
        try connection.forEach(
            """
            SELECT subject, time, data FROM events
            WHERE row BETWEEN ? AND ? AND type = ? AND deleted_at IS NULL
            """,
            [.integer(events.lowerBound), .integer(events.upperBound), .integer(type)]
        ) { row in
            let document = row.optionalText(2).flatMap {
                try? JSONDocument(Array($0.utf8), with: json)
            }
            let data = reader.data(document?.root)
            guard reader.meter.takes(data) else { return }
            rollups.add(
                reader.number(in: data),
                at: row.integer(1),
                meter: 0,
                subject: row.integer(0),
                groups: try groups.row(of: reader.meter.groupTexts(in: data))
            )
        }
        try rollups.write()
    }

    /// Forgets what is rolled up for a meter: the next run makes all of it anew.
    package func forget(_ meter: String) throws {
        try ledger.write { connection in
            guard let reader = try MeterRepository(connection).reader(meter) else { return }
            try connection.run("DELETE FROM rollups WHERE meter = ?", [.integer(reader.row)])
            try RollupProgress(connection).set(reader.row, through: 0)
        }
    }
}
