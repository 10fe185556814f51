/// Answers a query of a meter in one pass over events, in any order; what was rolled up before may
/// stand for the events it came from.
///
/// Repeated events are the caller's to leave out, see `FirstEvents`: a store has none.
package struct MeterTally: Sendable {
    let meter: Meter
    let query: MeterQuery
    private(set) var split: MeterSplit
    private(set) var buckets: [MeterBucket] = []

    private let range: MeterRange
    private let audience: MeterAudience
    /// Over places among the meter's groups.
    private let groupFilters: [FilterTree<Int>]
    private let firstGroup: Int
    private var places: [MeterBucket.Key: Int] = [:]
    /// The last window and stretch that were found: events near each other share them.
    private var lastWindow: Period<Instant>?
    private var lastStretch: Period<Instant>?

    package init(_ meter: Meter, _ query: MeterQuery) throws(MeterQueryError) {
        try query.check()
        self.meter = meter
        self.query = query
        split = try MeterSplit(query, meter)
        audience = MeterAudience(query)
        groupFilters = try Self.placed(query.groupFilters, meter)
        firstGroup = meter.valuePath == nil ? 0 : 1
        range = try inTime { () throws(TimeError) in try MeterRange(query, meter) }
    }

    /// Counts an event in, if the query asks for it.
    @discardableResult
    package mutating func add(_ event: MeteredEvent) throws(MeterQueryError) -> MeterOutcome {
        guard ExactText.isSame(event.type, meter.eventType) else { return .leftOut(.type) }
        let place = range.place(of: event.time)
        if place == .outside { return .leftOut(.time) }
        guard query.storedAt.allSatisfy({ $0.holds(for: event.storedAt) }) else {
            return .leftOut(.storedAt)
        }
        guard let customer = audience.customer(of: event.subject) else {
            return .leftOut(.subject)
        }
        let start = firstGroup
        let data = event.data
        guard meter.takes(data), passes({ data.values[start + $0].text ?? "" }) else {
            return .leftOut(.filter)
        }
        let combination = split.number(subject: event.subject, customer: customer) {
            data.values[start + $0].text ?? ""
        }
        let index = try bucket(combination, event.time, isBefore: place == .before)
        buckets[index].note(event.time, event.time)
        do throws(EventFault) {
            buckets[index].aggregate.add(try meter.value(in: data), at: event.time)
            return .counted
        } catch {
            guard query.countsMissing, meter.aggregation == .uniqueCount, error.isMissing else {
                return .setAside(error)
            }
            buckets[index].aggregate.add(.text(ExactText("")), at: event.time)
            return .counted
        }
    }

    /// Counts a part in, if the query asks for it. The meter's filter was applied to its events.
    @discardableResult
    package mutating func merge(_ part: MeterPart) throws(MeterQueryError) -> MeterOutcome {
        precondition(
            part.groups.count == meter.groups.count,
            "a part has one text for each group of its meter",
        )
        let place = range.place(of: part.first)
        guard range.place(of: part.last) == place else { throw .partAcrossBounds }
        if place == .outside { return .leftOut(.time) }
        guard let customer = audience.customer(of: part.subject) else {
            return .leftOut(.subject)
        }
        guard passes({ part.groups[$0] }) else { return .leftOut(.filter) }
        let combination = split.number(subject: part.subject, customer: customer) {
            part.groups[$0]
        }
        let index = try bucket(combination, part.first, isBefore: place == .before)
        guard try bucket(combination, part.last, isBefore: place == .before) == index else {
            throw .partAcrossBounds
        }
        buckets[index].note(part.first, part.last)
        buckets[index].aggregate.merge(part.aggregate)
        return .counted
    }

    private func passes(_ group: (Int) -> String) -> Bool {
        groupFilters.allSatisfy { $0.holds { .text(group($0)) } }
    }

    // MARK: - Buckets

    private mutating func bucket(
        _ combination: Int,
        _ time: Instant,
        isBefore: Bool,
    ) throws(MeterQueryError) -> Int {
        let window = isBefore ? nil : try window(containing: time)
        let beginning = isBefore ? MeterBucket.Key.before : MeterBucket.Key.whole
        let key = MeterBucket.Key(
            window: window?.from.microseconds ?? beginning,
            stretch: try stretch(containing: time),
            combination: combination
        )
        if let index = places[key] { return index }
        places[key] = buckets.count
        buckets.append(MeterBucket(key, window: window, at: time, meter.aggregation))
        return buckets.count - 1
    }

    private mutating func window(
        containing time: Instant,
    ) throws(MeterQueryError) -> Period<Instant>? {
        guard let size = query.window else { return nil }
        if let lastWindow, lastWindow.contains(time) { return lastWindow }
        let zone = query.zone
        let window = try inTime { () throws(TimeError) in
            try size.period(containing: time, in: zone)
        }
        lastWindow = window
        return window
    }

    private mutating func stretch(containing time: Instant) throws(MeterQueryError) -> Int64 {
        if !meter.aggregation.isCumulative { return 0 }
        if let lastStretch, lastStretch.contains(time) { return lastStretch.from.microseconds }
        let stretch = try stretchBounds(containing: time)
        lastStretch = stretch
        return stretch.from.microseconds
    }

    func stretchBounds(containing time: Instant) throws(MeterQueryError) -> Period<Instant> {
        try inTime { () throws(TimeError) in
            try meter.reset.stretch(containing: time, in: query.zone)
        }
    }

    private static func placed(
        _ filters: [FilterTree<String>],
        _ meter: Meter,
    ) throws(MeterQueryError) -> [FilterTree<Int>] {
        var unknown: String?
        let placed = filters.map { filter in
            filter.mapFields { name in
                guard let index = meter.groups.firstIndex(where: { $0.name == name }) else {
                    unknown = unknown ?? name
                    return -1
                }
                return index
            }
        }
        if let unknown { throw .unknownFilterGroup(unknown) }
        return placed
    }
}

/// Calls what may leave the calendar, and says so in the words of a query.
private func inTime<Value>(
    _ body: () throws(TimeError) -> Value,
) throws(MeterQueryError) -> Value {
    do throws(TimeError) { return try body() } catch { throw .time(error) }
}
