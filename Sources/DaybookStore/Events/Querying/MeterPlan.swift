internal import DaybookCore

/// Which stretches of time a query can take from rollups, and of which it must see the events.
struct MeterPlan {
    private let meter: Meter
    private let query: MeterQuery
    /// Seconds at which something begins or ends to count.
    private let bounds: [Int64]
    /// What ends before this second counts for nothing; what begins at or behind the other too.
    private let lower: Int64?
    private let upper: Int64?

    /// Some hours, and the level of the cells to take for them; nil for the events.
    struct Piece: Equatable {
        let level: RollupLevel?
        var hours: Range<Int64>
    }

    init(_ meter: Meter, _ query: MeterQuery) {
        self.meter = meter
        self.query = query
        bounds = [query.from, query.to, meter.eventFrom].compactMap { $0?.seconds }
        upper = query.to?.seconds
        let starts = [meter.eventFrom, meter.aggregation.isCumulative ? nil : query.from]
        lower = starts.compactMap { $0?.seconds }.max()
    }

    /// Whether the query asks for nothing that rollups have lost.
    var canUseRollups: Bool { query.storedAt.isEmpty }

    /// Whether it matters whose events they are.
    var scope: RollupScope {
        let isForAll = query.subjects.isEmpty && query.customers.isEmpty
        return isForAll && !query.groupBy.contains(MeterQuery.subjectName) ? .everybody : .subject
    }

    /// All hours of a span that can count, as events.
    func events(_ span: Range<Int64>) -> [Piece] {
        let from = lower.map { RollupStretch.hour(of: $0 * 1_000_000) } ?? span.lowerBound
        let to = upper.map { RollupStretch.hour(of: $0 * 1_000_000) + 1 } ?? span.upperBound
        let hours =
            max(from, span.lowerBound)..<max(from, span.lowerBound, min(to, span.upperBound))
        return hours.isEmpty ? [] : [Piece(level: nil, hours: hours)]
    }

    /// The pieces of these months, neighbours of one kind together.
    func pieces(months: [Int64]) throws -> [Piece] {
        var pieces: [Piece] = []
        for month in months {
            try add(RollupLevel.month.stretch(ofHour: month), .month, &pieces)
        }
        return pieces
    }

    private func add(
        _ stretch: RollupStretch,
        _ level: RollupLevel,
        _ pieces: inout [Piece],
    ) throws {
        if let lower, stretch.endInSeconds <= lower { return }
        if let upper, stretch.startInSeconds >= upper { return }
        if try isWhole(stretch) { return append(level, stretch, &pieces) }
        guard let finer = level.finer else { return append(nil, stretch, &pieces) }
        var hour = stretch.hour
        while hour < stretch.end {
            let part = finer.stretch(ofHour: hour)
            try add(part, finer, &pieces)
            hour = part.end
        }
    }

    private func append(_ level: RollupLevel?, _ stretch: RollupStretch, _ pieces: inout [Piece]) {
        if let last = pieces.last, last.level == level, last.hours.upperBound == stretch.hour {
            pieces[pieces.count - 1].hours = last.hours.lowerBound..<stretch.end
        } else {
            pieces.append(Piece(level: level, hours: stretch.hour..<stretch.end))
        }
    }

    /// Whether all instants of a stretch are on one side of every bound.
    private func isWhole(_ stretch: RollupStretch) throws -> Bool {
        let (start, end) = (stretch.startInSeconds, stretch.endInSeconds)
        if bounds.contains(where: { start < $0 && $0 < end }) { return false }
        // The calendar ends within the last stretch of all.
        guard let first = try? Instant(microseconds: stretch.start),
            let last = try? Instant(
                microseconds: stretch.end * RollupStretch.microsecondsInHour - 1
            )
        else { return false }
        let isCarried = query.from.map { end <= $0.seconds } ?? false
        if let window = query.window, !isCarried {
            guard try window.period(containing: first, in: query.zone).contains(last) else {
                return false
            }
        }
        guard meter.aggregation.isCumulative else { return true }
        return try meter.reset.stretch(containing: first, in: query.zone).contains(last)
    }
}
