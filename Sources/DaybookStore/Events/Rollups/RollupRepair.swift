internal import DaybookCore

/// Makes the cells of a subject anew where events of it were deleted. Sums could be reduced, but
/// the smallest, the largest and the latest value can only be found again.
struct RollupRepair {
    private let connection: Connection
    private let reader: MeterReader
    private let through: Int64

    init(_ connection: Connection, _ reader: MeterReader) throws {
        self.connection = connection
        self.reader = reader
        // What is not rolled up yet must not come in by this way.
        through = try RollupProgress(connection).last(of: reader.row)
    }

    /// The cells of some hours, and of the days and months that they belong to.
    func repair(subject: Int64, hours: Set<Int64>) throws {
        for hour in hours.sorted() {
            try repairHour(hour, subject)
            try addUp(hour)
        }
        for level in [RollupLevel.day, .month] {
            for stretch in Set(hours.map { level.stretch(ofHour: $0) }) {
                try collect(stretch, level, .subject, subject)
                try collect(stretch, level, .everybody, RollupScope.allSubjects)
            }
        }
    }

    /// Makes the cells of everybody from those of all subjects.
    private func addUp(_ hour: Int64) throws {
        var entries: [RollupLists.Entry] = []
        try RollupLists(connection).forEach(reader, .hour, .subject, starts: hour..<(hour + 1)) {
            entries.append(
                RollupLists.Entry(
                    start: hour,
                    subject: RollupScope.allSubjects,
                    groups: $0.groups,
                    cell: $0.cell
                )
            )
        }
        try set(entries, .hour, .everybody, start: hour, RollupScope.allSubjects)
    }

    private func repairHour(_ hour: Int64, _ subject: Int64) throws {
        var fetch = try EventFetch(connection, reader, through: through)
        var groups = GroupTable(connection)
        var cells: [Int64: RollupCell] = [:]
        let base = hour * RollupStretch.microsecondsInHour
        try fetch.forEach(hours: hour..<(hour + 1), subjects: [subject]) { event in
            guard reader.meter.takes(event.data) else { return }
            let row = try groups.row(of: reader.meter.groupTexts(in: event.data))
            let elapsed = event.time.microseconds - base
            let empty = RollupCell(
                first: elapsed,
                last: elapsed,
                PartialAggregate(reader.meter.aggregation)
            )
            cells[row, default: empty].add(
                reader.number(in: event.data),
                at: event.time.microseconds,
                since: base
            )
        }
        let entries = cells.map {
            RollupLists.Entry(start: hour, subject: subject, groups: $0.key, cell: $0.value)
        }
        try set(entries, .hour, .subject, start: hour, subject)
    }

    /// Makes the cells of a stretch from those of its parts.
    private func collect(
        _ stretch: RollupStretch,
        _ level: RollupLevel,
        _ scope: RollupScope,
        _ subject: Int64,
    ) throws {
        guard let finer = level.finer else { return }
        var entries: [RollupLists.Entry] = []
        let starts = stretch.hour..<stretch.end
        let lists = RollupLists(connection)
        try lists.forEach(reader, finer, scope, starts: starts, subject: subject) {
            let distance = ($0.start - stretch.hour) * RollupStretch.microsecondsInHour
            entries.append(
                RollupLists.Entry(
                    start: stretch.hour,
                    subject: subject,
                    groups: $0.groups,
                    cell: $0.cell.moved(by: distance)
                )
            )
        }
        try set(entries, level, scope, start: stretch.hour, subject)
    }

    private func set(
        _ entries: [RollupLists.Entry],
        _ level: RollupLevel,
        _ scope: RollupScope,
        start: Int64,
        _ subject: Int64,
    ) throws {
        try RollupLists(connection).set(
            RollupLists.merged(entries),
            of: subject,
            reader,
            level,
            scope,
            start: start
        )
    }
}
