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
        try writeTotals(part)
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
            let isNext =
                builder.map { $0.start != key.start || $0.reader.row != meter.row } ?? true
            if isNext {
                try finish(&builder, lists)
                builder = RollupListBuilder(meter, level, .subject, start: key.start, part: part)
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
        try lists.mergeIfMany(last.reader, last.level, last.scope, start: last.start)
        builder = nil
    }

    // MARK: - Everybody

    /// A cell of all subjects. There are few: as many as hours, times the groups.
    private struct TotalKey: Hashable {
        let meter: Int32
        let start: Int64
        let groups: Int64
    }

    private func writeTotals(_ part: Int64) throws {
        var cells: [TotalKey: RollupCell] = [:]
        for share in shares {
            let hour = RollupStretch.hour(of: share.time)
            let base = hour * RollupStretch.microsecondsInHour
            let key = TotalKey(meter: share.meter, start: hour, groups: share.groups)
            let aggregation = meters[Int(share.meter)].meter.aggregation
            let (elapsed, empty) = (share.time - base, PartialAggregate(aggregation))
            cells[key, default: RollupCell(first: elapsed, last: elapsed, empty)]
                .add(share.value, at: share.time, since: base)
        }
        try writeTotals(cells, .hour, part)
        for level in [RollupLevel.day, .month] {
            var wider: [TotalKey: RollupCell] = [:]
            for (key, cell) in cells {
                let start = level.stretch(ofHour: key.start).hour
                let moved = cell.moved(by: (key.start - start) * RollupStretch.microsecondsInHour)
                let wide = TotalKey(meter: key.meter, start: start, groups: key.groups)
                if wider[wide] == nil { wider[wide] = moved } else { wider[wide]?.merge(moved) }
            }
            cells = wider
            try writeTotals(cells, level, part)
        }
    }

    private func writeTotals(
        _ cells: [TotalKey: RollupCell],
        _ level: RollupLevel,
        _ part: Int64,
    ) throws {
        let stretches = Dictionary(grouping: cells) { cell in
            TotalKey(meter: cell.key.meter, start: cell.key.start, groups: 0)
        }
        let lists = RollupLists(connection)
        for (stretch, cells) in stretches {
            let reader = meters[Int(stretch.meter)]
            let entries = cells.map {
                RollupLists.Entry(
                    start: stretch.start,
                    subject: RollupScope.allSubjects,
                    groups: $0.key.groups,
                    cell: $0.value
                )
            }
            let start = stretch.start
            try lists.write(
                RollupLists.merged(entries),
                RollupListBuilder(reader, level, .everybody, start: start, part: part)
            )
            try lists.mergeIfMany(reader, level, .everybody, start: start)
        }
    }
}
