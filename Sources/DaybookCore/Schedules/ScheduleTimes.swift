/// The times at which a schedule is due.
///
/// Each is computed from the first day, never from its neighbour: what begins on the 31st comes
/// back to it after a short month. A time of day that a change of the clocks swallows is shifted by
/// the change, on that day alone; of two equal ones the earlier counts.
package struct ScheduleTimes: Sendable {
    private let timing: Schedule.Timing
    private let zone: ZoneRules
    private let steps: Steps

    private enum Steps {
        case dates(DateRecurrence)
        /// Hours and smaller steps pass by the clock that nobody changes.
        case instants(Recurrence)
    }

    /// More than so many missed times are made up for in several goes.
    package static let mostAtOnce = 400

    package init(_ timing: Schedule.Timing, zone: ZoneRules) throws(TimeError) {
        self.timing = timing
        self.zone = zone
        if timing.every.hasExactPart {
            let first = try LocalTime(
                date: timing.startsOn,
                microsecondOfDay: timing.microsecondOfDay
            )
            let anchor = try zone.instant(of: first)
            steps = .instants(try Recurrence(anchor: anchor, interval: timing.every, zone: zone))
        } else {
            steps = .dates(try DateRecurrence(anchor: timing.startsOn, interval: timing.every))
        }
    }

    /// The times after one and up to another that shall be made up for.
    package func due(
        after last: Instant,
        upTo now: Instant,
        _ missed: Schedule.Missed,
    ) -> [Instant] {
        // A clock that was set back finds nothing behind what was done last.
        guard last < now, let first = number(after: last) else { return [] }
        var end = first
        switch missed {
        case .last:
            // All but the last few are passed over at once.
            end = max(first, estimate(now) - 2)
            guard let time = occurrence(end), time <= now else { return [] }
            while let next = occurrence(end + 1), next <= now { end += 1 }
            return occurrence(end).map { [$0] } ?? []
        case .all:
            var times: [Instant] = []
            while times.count < Self.mostAtOnce, let time = occurrence(end), time <= now {
                // Where a zone left a day out, two may be one.
                if times.last != time { times.append(time) }
                end += 1
            }
            return times
        }
    }

    /// The first time after one; nil where no calendar goes so far.
    package func next(after last: Instant) -> Instant? {
        number(after: last).flatMap(occurrence)
    }

    private func number(after last: Instant) -> Int? {
        var number = max(0, estimate(last) - 2)
        while let time = occurrence(number) {
            if time > last { return number }
            number += 1
        }
        return nil
    }

    private func occurrence(_ number: Int) -> Instant? {
        switch steps {
        case .instants(let recurrence): return try? recurrence.occurrence(number)
        case .dates(let recurrence):
            guard let date = try? recurrence.occurrence(number),
                let local = try? LocalTime(
                    date: date,
                    microsecondOfDay: timing.microsecondOfDay
                )
            else { return nil }
            return try? zone.instant(of: local)
        }
    }

    private func estimate(_ instant: Instant) -> Int {
        switch steps {
        case .instants(let recurrence): return recurrence.index(containing: instant)
        case .dates(let recurrence):
            guard let date = try? zone.date(of: instant) else { return 0 }
            return recurrence.index(containing: date)
        }
    }
}
