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
        let order = placesByOwner()
        for level in RollupLevel.allCases { try write(level, part, order) }
        try writeTotals(part)
        shares = []
    }

    /// The places of the shares by subject and groups: within any stretch those of one cell then
    /// lie together. Sorted once, for all levels.
    private func placesByOwner() -> [Int32] {
        var owners: [Owner] = []
        owners.reserveCapacity(shares.count)
        for (place, share) in shares.enumerated() {
            let subject = UInt128(UInt64(bitPattern: share.subject))
            let groups = UInt128(UInt64(bitPattern: share.groups))
            owners.append(Owner(rows: subject << 64 | groups, place: Int32(place)))
        }
        owners.sort()
        return owners.map(\.place)
    }

    private struct Owner: Comparable {
        /// The row of the subject, then that of the groups. Rows are never negative.
        let rows: UInt128
        let place: Int32

        static func < (one: Owner, other: Owner) -> Bool {
            one.rows == other.rows ? one.place < other.place : one.rows < other.rows
        }
    }

    private func write(_ level: RollupLevel, _ part: Int64, _ order: [Int32]) throws {
        let lists = RollupLists(connection)
        let (stretches, sorted) = distributed(order, level)
        for stretch in stretches {
            let reader = meters[Int(stretch.meter)]
            let aggregation = reader.meter.aggregation
            var builder = RollupListBuilder(
                reader,
                level,
                .subject,
                start: stretch.start,
                part: part
            )
            var at = stretch.places.lowerBound
            while at < stretch.places.upperBound {
                let owner = shares[Int(sorted[at])]
                let (cell, end) = cell(
                    sorted[at..<stretch.places.upperBound],
                    stretch.start,
                    aggregation
                )
                try builder.add(subject: owner.subject, groups: owner.groups, cell, lists)
                at = end
            }
            try builder.finish(lists)
            try lists.mergeIfMany(reader, level, .subject, start: stretch.start)
        }
    }

    /// What one meter found in one stretch: where its shares lie among those that are distributed.
    private struct Stretch {
        let meter: Int32
        let start: Int64
        var places: Range<Int>
    }

    /// Parts the shares by meter and stretch, and keeps their order within each.
    private func distributed(
        _ order: [Int32],
        _ level: RollupLevel,
    ) -> ([Stretch], [Int32]) {
        var known: [Int64: Int] = [:]
        var starts: [Int64] = []
        // Events near each other share their stretch.
        var (last, lastNumber) = (level.stretch(ofHour: 0), -1)
        var numbers = [Int32](repeating: 0, count: shares.count)
        for (place, share) in shares.enumerated() {
            let hour = RollupStretch.hour(of: share.time)
            if lastNumber < 0 || !last.contains(hour) {
                last = level.stretch(ofHour: hour)
                lastNumber = known[last.hour] ?? starts.count
                if lastNumber == starts.count {
                    known[last.hour] = lastNumber
                    starts.append(last.hour)
                }
            }
            numbers[place] = Int32(lastNumber * meters.count) + share.meter
        }
        var counts = [Int](repeating: 0, count: starts.count * meters.count)
        for number in numbers { counts[Int(number)] += 1 }
        var stretches: [Stretch] = []
        var next = [Int](repeating: 0, count: counts.count)
        var begin = 0
        for number in counts.indices where counts[number] > 0 {
            next[number] = begin
            stretches.append(
                Stretch(
                    meter: Int32(number % meters.count),
                    start: starts[number / meters.count],
                    places: begin..<(begin + counts[number])
                )
            )
            begin += counts[number]
        }
        var sorted = [Int32](repeating: 0, count: order.count)
        for place in order {
            let number = Int(numbers[Int(place)])
            sorted[next[number]] = place
            next[number] += 1
        }
        stretches.sort { ($0.meter, $0.start) < ($1.meter, $1.start) }
        return (stretches, sorted)
    }

    /// The cell of whoever the first of some places belongs to, and where the next cell begins.
    private func cell(
        _ places: ArraySlice<Int32>,
        _ hour: Int64,
        _ aggregation: Aggregation,
    ) -> (RollupCell, Int) {
        let first = shares[Int(places[places.startIndex])]
        let base = hour * RollupStretch.microsecondsInHour
        let elapsed = first.time - base
        var cell = RollupCell(first: elapsed, last: elapsed, PartialAggregate(aggregation))
        var end = places.startIndex
        while end < places.endIndex {
            let share = shares[Int(places[end])]
            guard share.subject == first.subject, share.groups == first.groups else { break }
            cell.add(share.value, at: share.time, since: base)
            end += 1
        }
        return (cell, end)
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
