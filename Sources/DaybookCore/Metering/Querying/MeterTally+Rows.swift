extension MeterTally {
    /// The quantities, in order of windows, subjects and groups. A window without events has no
    /// row, and no row is zero for want of values, but where values are counted.
    package func rows() throws(MeterQueryError) -> [MeterRow] {
        do throws(NumberError) {
            if !meter.aggregation.isCumulative { return try plainRows() }
        } catch {
            throw .number(error)
        }
        return try runningRows().sorted(by: MeterRow.isBefore)
    }

    private func plainRows() throws(NumberError) -> [MeterRow] {
        let countsNothing = meter.aggregation.isZeroWithoutValues
        if buckets.isEmpty && query.window == nil && split.isSingle && countsNothing {
            return [split.row(0, MeterRowBounds(from: query.from, to: query.to), .zero)]
        }
        var rows: [MeterRow] = []
        rows.reserveCapacity(buckets.count)
        for bucket in buckets where countsNothing || !bucket.aggregate.isEmpty {
            let bounds = bounds(of: bucket)
            guard let value = try bucket.aggregate.result(over: bounds.period) else { continue }
            rows.append(split.row(bucket.key.combination, bounds, value))
        }
        return rows.sorted(by: MeterRow.isBefore)
    }

    /// The window in full, also where the period begins or ends within it. Without windows: the
    /// period, or the minutes of the first and the last event where it is open.
    private func bounds(of bucket: MeterBucket) -> MeterRowBounds {
        if let window = bucket.window { return MeterRowBounds(from: window.from, to: window.to) }
        let isCarried = bucket.key.window == MeterBucket.Key.before
        return MeterRowBounds(
            from: query.from ?? (isCarried ? nil : bucket.first.startOfMinute),
            to: query.to ?? (isCarried ? nil : bucket.last.endOfMinute)
        )
    }
}

// MARK: - Running totals

extension MeterTally {
    private func runningRows() throws(MeterQueryError) -> [MeterRow] {
        var rows: [MeterRow] = []
        let order = buckets.indices.sorted {
            MeterBucket.Key.isBefore(buckets[$0].key, buckets[$1].key)
        }[...]
        var rest = order
        while let first = rest.first {
            let combination = buckets[first].key.combination
            let same = rest.prefix { buckets[$0].key.combination == combination }
            rest = rest[same.endIndex...]
            rows += try runningRows(of: combination, same)
        }
        return rows
    }

    /// The rows of one combination, whose buckets are in order of time.
    private func runningRows(
        of combination: Int,
        _ indices: ArraySlice<Int>,
    ) throws(MeterQueryError) -> [MeterRow] {
        var rows: [MeterRow] = []
        var total = RunningTotal()
        var rest = indices
        while let first = rest.first {
            let window = buckets[first].key.window
            let same = rest.prefix { buckets[$0].key.window == window }
            rest = rest[same.endIndex...]
            let isCarried = window == MeterBucket.Key.before
            // Without windows what came before is a row of the period even if nothing follows.
            let isRow = !isCarried || (query.window == nil && rest.isEmpty)
            let bounds = bounds(of: same)
            let atStart = try standing(total, at: start(of: bounds))
            for index in same { total.add(buckets[index]) }
            guard isRow, !total.isEmpty else { continue }
            let atEnd = try standing(total, at: justBefore(end(of: bounds)))
            let carried = isCarried ? try standing(total, at: start(of: bounds)) : atStart
            let value = meter.aggregation == .cumulativeStart ? carried : atEnd
            rows.append(split.row(combination, bounds, value))
        }
        return rows
    }

    private func bounds(of indices: ArraySlice<Int>) -> MeterRowBounds {
        let all = indices.map { bounds(of: buckets[$0]) }
        return MeterRowBounds(
            from: all.compactMap(\.from).min(),
            to: all.compactMap(\.to).max()
        )
    }

    /// A window that the period begins or ends within is cut there: what came before is carried.
    private func start(of bounds: MeterRowBounds) -> Instant {
        max(bounds.from ?? .earliest, query.from ?? .earliest)
    }

    private func end(of bounds: MeterRowBounds) -> Instant {
        min(bounds.to ?? .latest, query.to ?? .latest)
    }

    private func justBefore(_ time: Instant) -> Instant {
        (try? time.adding(microseconds: -1)) ?? time
    }

    /// What of a total is left at an instant: nothing if it was reset since.
    private func standing(
        _ total: RunningTotal,
        at time: Instant,
    ) throws(MeterQueryError) -> PreciseAmount {
        let stretch = try stretchBounds(containing: time).from
        guard stretch.microseconds == total.stretch else { return .zero }
        do throws(NumberError) { return try total.value() } catch { throw .number(error) }
    }
}

/// The total since the last reset before the newest value.
private struct RunningTotal {
    private(set) var stretch = Int64.min
    private var aggregate: PartialAggregate?

    var isEmpty: Bool { aggregate == nil }

    mutating func add(_ bucket: MeterBucket) {
        if bucket.aggregate.isEmpty { return }
        if stretch == bucket.key.stretch, aggregate != nil {
            aggregate?.merge(bucket.aggregate)
        } else {
            (stretch, aggregate) = (bucket.key.stretch, bucket.aggregate)
        }
    }

    func value() throws(NumberError) -> PreciseAmount {
        try aggregate?.result(over: nil) ?? .zero
    }
}

extension Instant {
    fileprivate var startOfMinute: Instant { truncated(toMicroseconds: Microseconds.inMinute) }

    fileprivate var endOfMinute: Instant {
        (try? startOfMinute.adding(microseconds: Microseconds.inMinute)) ?? .latest
    }
}
