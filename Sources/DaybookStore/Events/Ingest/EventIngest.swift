package import DaybookCore

/// How an ingest went.
package struct IngestCounts: Hashable, Sendable {
    package var read = 0
    package var stored = 0
    package var duplicate = 0
    package var conflicting = 0
    package var invalid = 0
    /// Stored, but nobody will pay for them as things stand.
    package var unbilled = 0

    package init() {}

    mutating func add(_ other: IngestCounts) {
        read += other.read
        stored += other.stored
        duplicate += other.duplicate
        conflicting += other.conflicting
        invalid += other.invalid
        unbilled += other.unbilled
    }
}

extension IngestCounts {
    fileprivate var ofJob: Job.Counts {
        Job.Counts(done: stored + duplicate, failed: invalid + conflicting)
    }
}

/// One source of events on its way into the ledger, batch by batch.
///
/// Each batch is one transaction, which also notes how far the source is read: whoever begins an
/// ingest of the same origin after a crash goes on behind the last batch, with its counts, and ends
/// with the same answer as if there had been none.
package struct EventIngest {
    private let ledger: Ledger
    private let origin: String
    private let zone: ZoneRules
    private let zones: @Sendable (String) throws -> ZoneRules
    package let setting: IngestSetting
    private let act: Act?
    private var ingest: Int64?
    private var writer: EventWriter?

    package private(set) var counts = IngestCounts()
    /// How far the source was read before; from there it goes on.
    package private(set) var line = 0
    package private(set) var end = 0

    /// Problems beyond this many are counted and not listed.
    package static let mostProblems = 1000

    /// - Parameters:
    ///   - origin: what tells this source from others; the same text finds an unfinished ingest.
    ///   - zone: whose days the dates of aliases are.
    ///   - zones: the rules of a zone by its name, as contracts name them.
    ///   - act: whose act it is: the journal tells of each batch. Nil where another entry tells of
    ///     all of it.
    package init(
        _ ledger: Ledger,
        origin: String,
        zone: ZoneRules,
        zones: @escaping @Sendable (String) throws -> ZoneRules,
        at now: Instant,
        by act: Act? = nil,
    ) throws {
        self.ledger = ledger
        self.act = act
        self.origin = origin
        self.zone = zone
        self.zones = zones
        setting = try ledger.read { try IngestSetting($0, storedAt: now) }
        let found = try ledger.read { connection in
            try connection.first(
                """
                SELECT row, line, end, read, stored, duplicate, conflicting, invalid, unbilled
                FROM event_ingests WHERE origin = ? AND finished_at IS NULL
                """,
                [.text(origin)]
            ) { row in
                (
                    row: row.integer(0), line: Int(row.integer(1)), end: Int(row.integer(2)),
                    counts: Self.counts(row, from: 3)
                )
            }
        }
        guard let found else { return }
        (ingest, line, end, counts) = (found.row, found.line, found.end, found.counts)
    }

    private static func counts(_ row: Row, from column: Int) -> IngestCounts {
        var counts = IngestCounts()
        counts.read = Int(row.integer(column))
        counts.stored = Int(row.integer(column + 1))
        counts.duplicate = Int(row.integer(column + 2))
        counts.conflicting = Int(row.integer(column + 3))
        counts.invalid = Int(row.integer(column + 4))
        counts.unbilled = Int(row.integer(column + 5))
        return counts
    }

    /// Writes a batch, all of it or nothing, and with it how far the job is.
    package mutating func write(_ batch: EventBatch, _ job: RunningJob? = nil) throws {
        var changed = self
        let body = { (connection: Connection) in
            try changed.write(batch, on: connection)
            job?.count(changed.counts.ofJob)
            try job?.save(on: connection)
        }
        if let act {
            let stored = counts.stored
            try ledger.write(
                act,
                counting: {
                    let new = changed.counts.stored - stored
                    return new == 0 ? [] : [TableChanges(table: "events", inserted: new)]
                },
                body
            )
        } else {
            try ledger.write(body)
        }
        self = changed
    }

    private mutating func write(_ batch: EventBatch, on connection: Connection) throws {
        var writer = try writer ?? EventWriter(connection, zone: zone, zones: zones)
        let outcome = try writer.write(batch)
        self.writer = writer
        counts.add(outcome.counts)
        (line, end) = (batch.line, batch.end)
        let row = try note(batch, on: connection)
        ingest = row
        let problems =
            batch.invalid.map { ($0.line, "invalid", $0.reason) }
            + outcome.conflicts.map { ($0.line, "conflicting", $0.reason) }
        let listed = try connection.integer(
            "SELECT count(*) FROM event_problems WHERE ingest = ?",
            [.integer(row)]
        )
        for (line, kind, reason) in problems.sorted(by: { $0.0 < $1.0 })
            .prefix(max(0, Self.mostProblems - Int(listed)))
        {
            try connection.run(
                "INSERT INTO event_problems (ingest, line, kind, reason) VALUES (?, ?, ?, ?)",
                [.integer(row), .integer(line), .text(kind), .text(reason)]
            )
        }
    }

    /// Notes how far the source is read.
    private func note(_ batch: EventBatch, on connection: Connection) throws -> Int64 {
        let finished: SQLValue = batch.isLast ? .instant(setting.storedAt) : .null
        let values: [SQLValue] = [
            finished, .integer(line), .integer(end), .integer(counts.read),
            .integer(counts.stored), .integer(counts.duplicate), .integer(counts.conflicting),
            .integer(counts.invalid), .integer(counts.unbilled),
        ]
        if let ingest {
            try connection.run(
                """
                UPDATE event_ingests SET finished_at = ?, line = ?, end = ?, read = ?, stored = ?,
                    duplicate = ?, conflicting = ?, invalid = ?, unbilled = ?
                WHERE row = ?
                """,
                values + [.integer(ingest)]
            )
            return ingest
        }
        try connection.run(
            """
            INSERT INTO event_ingests (finished_at, line, end, read, stored, duplicate,
                conflicting, invalid, unbilled, origin, started_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            values + [.text(origin), .instant(setting.storedAt)]
        )
        return connection.lastRow
    }

    /// Finds out how it would go, and writes nothing: all of it in one transaction that is then
    /// taken back.
    package mutating func rehearse(_ next: () throws -> EventBatch?) throws -> [IngestProblem] {
        var rehearsed = self
        var problems: [IngestProblem] = []
        do {
            try ledger.write { connection in
                while let batch = try next() { try rehearsed.write(batch, on: connection) }
                problems = try rehearsed.problems(on: connection)
                throw TakenBack()
            }
        } catch is TakenBack {
            counts = rehearsed.counts
        }
        return problems
    }

    private struct TakenBack: Error {}

    /// The problems so far, the first thousand of them.
    package func problems() throws -> [IngestProblem] {
        try ledger.read { try problems(on: $0) }
    }

    private func problems(on connection: Connection) throws -> [IngestProblem] {
        guard let ingest else { return [] }
        return try connection.all(
            "SELECT line, kind, reason FROM event_problems WHERE ingest = ? ORDER BY row",
            [.integer(ingest)]
        ) { row in
            IngestProblem(line: Int(row.integer(0)), kind: try row.choice(1), reason: row.text(2))
        }
    }
}

/// An entry of a source that was not stored, and why.
package struct IngestProblem: Hashable, Sendable {
    package let line: Int
    package let kind: Kind
    package let reason: String

    package enum Kind: String, Sendable {
        case invalid, conflicting
    }
}
