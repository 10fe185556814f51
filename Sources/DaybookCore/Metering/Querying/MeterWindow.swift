/// The length of the windows that a query splits its period into, by the clocks of a zone.
package enum MeterWindow: String, CaseIterable, Hashable, Sendable {
    case second, minute, hour, day, month

    /// The window with that name, in any case: `HOUR`.
    package init(named name: String) throws(MeterQueryError) {
        guard let window = MeterWindow(rawValue: name.lowercased()) else {
            throw .unknownWindow(name)
        }
        self = window
    }

    /// The window that an instant falls into. Windows follow each other without gap or overlap,
    /// also where clocks change: such a day has 23 or 25 hours.
    package func period(
        containing time: Instant,
        in zone: ZoneRules,
    ) throws(TimeError) -> Period<Instant> {
        switch self {
        case .second: try Self.clockUnit(Microseconds.inSecond, containing: time, in: zone)
        case .minute: try Self.clockUnit(Microseconds.inMinute, containing: time, in: zone)
        case .hour: try Self.clockUnit(Microseconds.inHour, containing: time, in: zone)
        case .day, .month: try calendarUnit(containing: time, in: zone)
        }
    }

    private func calendarUnit(
        containing time: Instant,
        in zone: ZoneRules,
    ) throws(TimeError) -> Period<Instant> {
        let date = try zone.date(of: time)
        let window = try calendarUnit(of: date, in: zone)
        if time < window.to { return window }
        // Clocks that go back over midnight show a date again after the next has begun.
        return try calendarUnit(of: try zone.date(of: window.to), in: zone)
    }

    private func calendarUnit(
        of date: CivilDate,
        in zone: ZoneRules,
    ) throws(TimeError) -> Period<Instant> {
        guard date >= firstOfLast else {
            return self == .day ? try zone.day(date) : try zone.month(of: date)
        }
        // The last window of all has no next one to end at.
        return try Period(from: zone.startOfDay(firstOfLast), to: .latest)
    }

    /// The first day of the last window that the calendar has.
    private var firstOfLast: CivilDate {
        let firstOfMonth = CivilDate(year: 9_999, month: 12, day: 1) ?? .latest
        return self == .day ? .latest : firstOfMonth
    }

    /// What is shown by clocks as one second, minute or hour.
    private static func clockUnit(
        _ length: Int64,
        containing time: Instant,
        in zone: ZoneRules,
    ) throws(TimeError) -> Period<Instant> {
        let elapsed = try zone.localTime(of: time).microseconds.floored(by: length).remainder
        let from = time.microseconds - elapsed
        let offset = zone.offsetSeconds(at: time)
        let first = try Instant(microseconds: max(from, Instant.earliest.microseconds))
        let last = try Instant(microseconds: min(from + length - 1, Instant.latest.microseconds))
        let begin = change(to: offset, between: first, and: time, in: zone)
        let end = change(from: offset, between: time, and: last, in: zone)
        let next = (try? last.adding(microseconds: 1)) ?? .latest
        return try Period(from: begin ?? first, to: end ?? next)
    }

    /// The instant within a unit from which on an offset holds, if it did not hold at its start.
    private static func change(
        to offset: Int,
        between first: Instant,
        and time: Instant,
        in zone: ZoneRules,
    ) -> Instant? {
        if zone.offsetSeconds(at: first) == offset { return nil }
        return search(first, time) { zone.offsetSeconds(at: $0) == offset }
    }

    /// The instant within a unit from which on an offset no longer holds.
    private static func change(
        from offset: Int,
        between time: Instant,
        and last: Instant,
        in zone: ZoneRules,
    ) -> Instant? {
        if zone.offsetSeconds(at: last) == offset { return nil }
        return search(time, last) { zone.offsetSeconds(at: $0) != offset }
    }

    /// The first instant for which a condition holds that does at the end and not at the start.
    private static func search(
        _ start: Instant,
        _ end: Instant,
        _ holds: (Instant) -> Bool,
    ) -> Instant? {
        var (low, high) = (start.microseconds, end.microseconds)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            guard let instant = try? Instant(microseconds: middle) else { return nil }
            if holds(instant) { high = middle } else { low = middle }
        }
        return try? Instant(microseconds: high)
    }
}
