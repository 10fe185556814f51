package import DaybookCore

/// Answers queries of meters: from what is rolled up where a whole hour, day or month falls on one
/// side of every bound that matters, from the events elsewhere. The answer is that of `MeterTally`
/// over all events, whichever way it comes.
package struct MeterAnswers {
    private let connection: Connection
    private var subjects: NameTexts
    private var groups: GroupTable

    package init(_ connection: Connection) {
        self.connection = connection
        subjects = NameTexts(connection, "event_subjects")
        groups = GroupTable(connection)
    }

    /// The rows of a query; nil when there is no such meter.
    package mutating func rows(_ meter: String, _ query: MeterQuery) throws -> [MeterRow]? {
        guard let reader = try MeterRepository(connection).reader(meter) else { return nil }
        var tally = try MeterTally(reader.meter, query)
        let wanted = try wantedSubjects(query)
        let plan = MeterPlan(reader.meter, query)
        let scope = plan.scope
        for piece in try pieces(reader, plan) {
            switch piece.level {
            case nil: try addEvents(reader, piece.hours, wanted, &tally)
            case let level?:
                try addCells(reader, level, scope, piece.hours, wanted, &tally)
            }
        }
        return try tally.rows()
    }

    private func pieces(_ reader: MeterReader, _ plan: MeterPlan) throws -> [MeterPlan.Piece] {
        let isRolledUp =
            try reader.isRolledUp && plan.canUseRollups
            && RollupProgress(connection).isCurrent(reader.row)
        if isRolledUp {
            return try plan.pieces(
                months: RollupLists(connection).starts(reader.row, .month, .everybody)
            )
        }
        guard let span = try EventPlaces(connection).span() else { return [] }
        return plan.events(span)
    }

    /// The rows of the subjects that count; nil for all. The tally looks once more.
    private func wantedSubjects(_ query: MeterQuery) throws -> [Int64]? {
        let names =
            query.subjects.isEmpty ? query.customers.flatMap(\.subjects) : query.subjects
        if names.isEmpty { return nil }
        var table = NameTable(connection, "event_subjects")
        var rows: Set<Int64> = []
        for name in names {
            if let row = try table.find(name) { rows.insert(row) }
        }
        return rows.sorted()
    }

    private mutating func addEvents(
        _ reader: MeterReader,
        _ hours: Range<Int64>,
        _ wanted: [Int64]?,
        _ tally: inout MeterTally,
    ) throws {
        var fetch = try EventFetch(connection, reader)
        try fetch.forEach(hours: hours, subjects: wanted) { event in
            try tally.add(
                MeteredEvent(
                    type: reader.meter.eventType,
                    subject: try subjects.text(event.subject),
                    time: event.time,
                    storedAt: event.storedAt,
                    data: event.data
                )
            )
        }
    }

    private mutating func addCells(
        _ reader: MeterReader,
        _ level: RollupLevel,
        _ scope: RollupScope,
        _ hours: Range<Int64>,
        _ wanted: [Int64]?,
        _ tally: inout MeterTally,
    ) throws {
        let lists = RollupLists(connection)
        if let wanted, wanted.count <= 4 {
            for subject in wanted {
                try lists.forEach(reader, level, scope, starts: hours, subject: subject) {
                    try add($0, &tally)
                }
            }
        } else {
            let only = wanted.map { Set($0) }
            try lists.forEach(reader, level, scope, starts: hours) { entry in
                if let only, !only.contains(entry.subject) { return }
                try add(entry, &tally)
            }
        }
    }

    /// What everybody used is nobody's.
    private mutating func subject(_ row: Int64) throws -> String {
        row == RollupScope.allSubjects ? "" : try subjects.text(row)
    }

    private mutating func add(_ entry: RollupLists.Entry, _ tally: inout MeterTally) throws {
        let base = entry.start * RollupStretch.microsecondsInHour
        try tally.merge(
            MeterPart(
                subject: try subject(entry.subject),
                groups: try groups.texts(ofRow: entry.groups),
                first: try Instant(microseconds: base + entry.cell.first),
                last: try Instant(microseconds: base + entry.cell.last),
                aggregate: entry.cell.aggregate
            )
        )
    }
}
