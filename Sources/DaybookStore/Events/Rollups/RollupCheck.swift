internal import DaybookCore

/// Makes everything that is rolled up once more from the events, and compares.
package struct RollupCheck {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// What is wrong, in words; nothing when all is well. Memory holds the cells of one month of
    /// one meter at most.
    ///
    /// - Parameter begins: told of each meter before it is looked at; may throw to stop.
    package func problems(
        begins: (_ meter: String) throws -> Void = { _ in },
    ) throws -> [String] {
        var problems: [String] = []
        for reader in try MeterRepository(connection).readers() where reader.isRolledUp {
            try begins(reader.meter.key)
            for month in try months(reader) {
                let stretch = RollupLevel.month.stretch(ofHour: month)
                let count = try differences(reader, stretch)
                if count > 0 {
                    problems.append(
                        "the rollups of the meter \(reader.meter.key) from hour \(stretch.hour) "
                            + "to \(stretch.end) differ from the events in \(count) cells"
                    )
                }
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
        try fetch.forEach(hours: month.hour..<month.end, subjects: nil) { event in
            guard reader.meter.takes(event.data) else { return }
            let value = reader.number(in: event.data)
            let row = try groups.row(of: reader.meter.groupTexts(in: event.data))
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
