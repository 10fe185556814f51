internal import DaybookCore

/// Collects what meters find in events and writes it as cells of hours, days and months.
///
/// Cells are kept in lists, many to a row: most hours of most subjects hold one event or two, and a
/// row for each cell took longer to write than the events. A write only adds lists; a stretch of
/// time that has eight lists of one generation gets them merged into the next.
struct RollupWriter {
    private let connection: Connection
    private let meters: [MeterReader]
    private var shares: [Share] = []

    /// What one meter found in one event.
    private struct Share {
        let meter: Int32
        let groups: Int64
        let subject: Int64
        let time: Int64
        let value: PreciseAmount?
    }

    init(_ connection: Connection, _ meters: [MeterReader]) {
        self.connection = connection
        self.meters = meters
    }

    /// Adds the value of an event, or that there was one without a usable value.
    ///
    /// - Parameter meter: the place among the meters.
    mutating func add(
        _ value: PreciseAmount?,
        at time: Int64,
        meter: Int,
        subject: Int64,
        groups: Int64,
    ) {
        shares.append(
            Share(
                meter: Int32(meter),
                groups: groups,
                subject: subject,
                time: time,
                value: value
            )
        )
    }

    /// Writes all cells.
    mutating func write() throws {
        if shares.isEmpty { return }
        let part = try RollupLists(connection).nextPart()
        for level in RollupLevel.allCases { try write(level, part) }
        shares = []
    }

    /// Shares in the order of their cells: those of one cell lie together.
    private struct Key: Comparable {
        let meter: Int32
        let place: Int32
        let start: Int64
        let subject: Int64
        let groups: Int64

        static func < (one: Key, other: Key) -> Bool {
            if one.meter != other.meter { return one.meter < other.meter }
            if one.start != other.start { return one.start < other.start }
            if one.subject != other.subject { return one.subject < other.subject }
            return one.groups < other.groups
        }

        func isSameCell(as other: Key) -> Bool {
            groups == other.groups && subject == other.subject && start == other.start
                && meter == other.meter
        }

        func isSameStretch(as other: Key) -> Bool {
            start == other.start && meter == other.meter
        }
    }

    private func write(_ level: RollupLevel, _ part: Int64) throws {
        let keys = keys(level)
        let lists = RollupLists(connection)
        var builder: RollupListBuilder?
        var at = 0
        while at < keys.count {
            let key = keys[at]
            let meter = meters[Int(key.meter)]
            let isNext = builder.map { $0.start != key.start || $0.meter != meter.row } ?? true
            if isNext {
                try finish(&builder, lists)
                builder = RollupListBuilder(meter: meter.row, level, start: key.start, part: part)
            }
            let (cell, end) = cell(keys, from: at, meter.meter.aggregation)
            try builder?.add(subject: key.subject, groups: key.groups, cell, lists)
            at = end
        }
        try finish(&builder, lists)
    }

    private func keys(_ level: RollupLevel) -> [Key] {
        var keys: [Key] = []
        keys.reserveCapacity(shares.count)
        // Events near each other share their stretch.
        var stretch = level.stretch(ofHour: 0)
        for (place, share) in shares.enumerated() {
            let hour = RollupStretch.hour(of: share.time)
            if !stretch.contains(hour) { stretch = level.stretch(ofHour: hour) }
            keys.append(
                Key(
                    meter: share.meter,
                    place: Int32(place),
                    start: stretch.hour,
                    subject: share.subject,
                    groups: share.groups
                )
            )
        }
        keys.sort()
        return keys
    }

    /// The cell of the key at a place, and where the next cell begins.
    private func cell(
        _ keys: [Key],
        from start: Int,
        _ aggregation: Aggregation,
    ) -> (RollupCell, Int) {
        let first = keys[start]
        let base = first.start * RollupStretch.microsecondsInHour
        let elapsed = shares[Int(first.place)].time - base
        var cell = RollupCell(first: elapsed, last: elapsed, PartialAggregate(aggregation))
        var end = start
        while end < keys.count, keys[end].isSameCell(as: first) {
            let share = shares[Int(keys[end].place)]
            cell.add(share.value, at: share.time, since: base)
            end += 1
        }
        return (cell, end)
    }

    private func finish(_ builder: inout RollupListBuilder?, _ lists: RollupLists) throws {
        guard var last = builder else { return }
        try last.finish(lists)
        try lists.mergeIfMany(meter: last.meter, last.level, start: last.start, meters)
        builder = nil
    }
}

/// Makes lists of the cells of one stretch, which come in order of subject and groups.
struct RollupListBuilder {
    let meter: Int64
    let level: RollupLevel
    let start: Int64
    private let part: Int64
    private let generation: Int64

    private var bytes: [UInt8] = []
    private var scratch: [UInt8] = []
    private var firstSubject: Int64 = 0
    private var subject: Int64 = 0
    private var count = 0

    /// Cells in one list: about two lists lie on a page.
    private static let listLength = 128

    init(
        meter: Int64,
        _ level: RollupLevel,
        start: Int64,
        part: Int64,
        generation: Int64 = 0,
    ) {
        self.meter = meter
        self.level = level
        self.start = start
        self.part = part
        self.generation = generation
    }

    mutating func add(
        subject: Int64,
        groups: Int64,
        _ cell: RollupCell,
        _ lists: RollupLists,
    ) throws {
        if count >= Self.listLength { try finish(lists) }
        if count == 0 { (firstSubject, self.subject) = (subject, subject) }
        scratch.removeAll(keepingCapacity: true)
        cell.append(to: &scratch)
        PackedNumbers.append(UInt64(subject - self.subject), to: &bytes)
        PackedNumbers.append(UInt64(groups), to: &bytes)
        PackedNumbers.append(UInt64(scratch.count), to: &bytes)
        bytes += scratch
        self.subject = subject
        count += 1
    }

    mutating func finish(_ lists: RollupLists) throws {
        if count == 0 { return }
        try lists.connection.run(
            """
            INSERT INTO rollups (meter, level, start, first_subject, last_subject, generation,
                part, cells)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(meter), .integer(level.rawValue), .integer(start),
                .integer(firstSubject), .integer(subject), .integer(generation), .integer(part),
                .blob(bytes),
            ]
        )
        bytes.removeAll(keepingCapacity: true)
        count = 0
    }
}
