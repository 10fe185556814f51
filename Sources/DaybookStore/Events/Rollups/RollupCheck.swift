internal import DaybookCore

/// Makes everything that is rolled up once more from the events, and compares.
package struct RollupCheck {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// What is wrong, in words; nothing when all is well. Memory holds the cells of one month of
    /// one meter at most, on each of two cores where there are two.
    ///
    /// - Parameter begins: told of each meter before it is looked at; may throw to stop.
    package func problems(
        begins: (_ meter: String) throws -> Void = { _ in },
    ) throws -> [String] {
        let parts = try parts()
        guard parts.count > 1, Threads.coreCount > 1 else {
            return try problems(RollupShares(parts), begins).sorted { $0.key < $1.key }.map(\.value)
        }
        return try connection.withTwin(state: Self.state) { twin in
            let shares = RollupShares(parts)
            let other = Guarded<Result<[Int: String]?, any Error>>(.success([:]))
            var problems = try Threads.run(alongside: {
                guard let twin else { return }
                let result = Result {
                    try twin.withLock { connection in
                        try connection.stopping(when: { shares.isStopped }) {
                            try RollupCheck(connection).problems(shares) { _ in }
                        }
                    }
                }
                other.withLock { $0 = result }
            }) {
                do {
                    return try self.problems(shares, begins)
                } catch {
                    shares.stop()
                    throw error
                }
            }
            let found = try other.withLock { try $0.get() }
            problems.merge(found ?? [:]) { one, _ in one }
            return problems.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    /// What is rolled up changes with what is stored, what is deleted, and what is made again.
    private static func state(_ connection: Connection) throws -> Int64 {
        try connection.integer(
            """
            SELECT last_part + 1000003 * (last_event + (SELECT ifnull(max(number), 0) FROM journal))
            FROM event_state
            """
        )
    }

    private func parts() throws -> [RollupPart] {
        let readers = try MeterRepository(connection).readers().filter(\.isRolledUp)
        return try readers.flatMap { reader in
            try months(reader).map { RollupPart(meter: reader.meter.key, month: $0) }
        }
    }

    /// What is wrong with those parts that nobody else has taken, by their places.
    private func problems(
        _ shares: RollupShares,
        _ begins: (_ meter: String) throws -> Void,
    ) throws -> [Int: String] {
        var problems: [Int: String] = [:]
        var reader: MeterReader?
        while let (place, part) = shares.next() {
            if reader?.meter.key != part.meter {
                try begins(part.meter)
                reader = try MeterRepository(connection).reader(part.meter)
            }
            guard let reader else { preconditionFailure("a meter stays while it is checked") }
            let stretch = RollupLevel.month.stretch(ofHour: part.month)
            let count = try differences(reader, stretch)
            if count > 0 {
                problems[place] =
                    "the rollups of the meter \(part.meter) from hour \(stretch.hour) "
                    + "to \(stretch.end) differ from the events in \(count) cells"
            }
        }
        return problems
    }

    /// The months that have events or cells.
    private func months(_ reader: MeterReader) throws -> [Int64] {
        var months: Set<Int64> = []
        for (scope, level) in Self.kinds {
            for start in try RollupLists(connection).starts(reader.row, level, scope) {
                months.insert(RollupLevel.month.stretch(ofHour: start).hour)
            }
        }
        let hours = try connection.all("SELECT DISTINCT hour FROM event_places") { $0.integer(0) }
        for hour in hours { months.insert(RollupLevel.month.stretch(ofHour: hour).hour) }
        return months.sorted()
    }

    private static var kinds: [(RollupScope, RollupLevel)] {
        RollupScope.allCases.flatMap { scope in RollupLevel.allCases.map { (scope, $0) } }
    }

    private struct Key: Hashable {
        let scope: RollupScope
        let level: RollupLevel
        let start: Int64
        let subject: Int64
        let groups: Int64
    }

    /// In how many cells of a month what is kept is not what the events say.
    private func differences(_ reader: MeterReader, _ month: RollupStretch) throws -> Int {
        var expected = try rebuilt(reader, month)
        var found: [Key: RollupCell] = [:]
        for (scope, level) in Self.kinds {
            let starts = month.hour..<month.end
            try RollupLists(connection).forEach(reader, level, scope, starts: starts) { entry in
                let key = Key(
                    scope: scope,
                    level: level,
                    start: entry.start,
                    subject: entry.subject,
                    groups: entry.groups
                )
                if found[key] == nil {
                    found[key] = entry.cell
                } else {
                    found[key]?.merge(entry.cell)
                }
            }
        }
        var count = 0
        for (key, cell) in found where expected.removeValue(forKey: key) != cell { count += 1 }
        return count + expected.count
    }

    private func rebuilt(_ reader: MeterReader, _ month: RollupStretch) throws -> [Key: RollupCell]
    {
        let last = try RollupProgress(connection).last(of: reader.row)
        var fetch = try EventFetch(connection, reader, through: last)
        var groups = GroupTable(connection)
        var cells: [Key: RollupCell] = [:]
        // Whose combination is lost is rolled up under none: no row of the rollups has that.
        let lost: Int64 = -1
        try fetch.forEach(hours: month.hour..<month.end, subjects: nil) { event in
            guard reader.meter.takes(event.data) else { return }
            let value = reader.number(in: event.data)
            let row = try groups.row(of: reader.meter.groupTexts(in: event.data)) { _ in lost }
            let time = event.time.microseconds
            for (scope, level) in Self.kinds {
                let start = level.stretch(ofHour: RollupStretch.hour(of: time)).hour
                let base = start * RollupStretch.microsecondsInHour
                let isOne = scope == .subject
                let subject = isOne ? event.subject : RollupScope.allSubjects
                let key = Key(
                    scope: scope,
                    level: level,
                    start: start,
                    subject: subject,
                    groups: row
                )
                let empty = RollupCell(
                    first: time - base,
                    last: time - base,
                    PartialAggregate(reader.meter.aggregation)
                )
                cells[key, default: empty].add(value, at: time, since: base)
            }
        }
        return cells
    }
}
