/// What happened to a balance within an hour, a day or a month.
package struct BalanceWindow: Hashable, Sendable {
    package let period: Period<Instant>
    package let usage: PreciseAmount
    package let balanceAtStart: PreciseAmount
    package let overageAtStart: PreciseAmount

    package enum Size: String, CaseIterable, Hashable, Sendable {
        case hour = "HOUR"
        case day = "DAY"
        case month = "MONTH"
    }
}

extension BalanceWindow.Size {
    /// The windows that have a part in a period, whole, on the wall clock of a zone.
    package func windows(
        covering range: Period<Instant>,
        in zone: ZoneRules,
    ) throws(GrantError) -> [Period<Instant>] {
        do {
            var windows: [Period<Instant>] = []
            var start = try start(before: range.from, in: zone)
            while start < range.to {
                guard windows.count < BurnDownMoment.limit else { break }
                let end = try end(from: start, in: zone)
                windows.append(try Period(from: start, to: end))
                start = end
            }
            if start >= range.to { return windows }
        } catch {
            throw .time(error)
        }
        throw .tooManySteps(limit: BurnDownMoment.limit)
    }

    private func start(before instant: Instant, in zone: ZoneRules) throws(TimeError) -> Instant {
        let local = try zone.localTime(of: instant)
        switch self {
        case .hour:
            let past = local.microsecondOfDay.floored(by: Microseconds.inHour).remainder
            return try instant.adding(microseconds: -past)
        case .day: return try zone.startOfDay(local.date)
        case .month: return try zone.month(of: local.date).from
        }
    }

    private func end(from start: Instant, in zone: ZoneRules) throws(TimeError) -> Instant {
        switch self {
        case .hour: try start.adding(microseconds: Microseconds.inHour)
        case .day: try zone.day(zone.date(of: start)).to
        case .month: try zone.month(of: zone.date(of: start)).to
        }
    }
}

extension BurnDownRun {
    /// What stood at the start of each window, and what was used in it up to the end of the run.
    ///
    /// A grant that begins within a window counts from the window behind on. The segments are
    /// those of this run; windows that begin outside of it are left out.
    package func windows(
        _ windows: [Period<Instant>],
        of segments: [BurnDownSegment],
    ) throws(GrantError) -> [BalanceWindow] {
        var found: [BalanceWindow] = []
        var place = 0
        for window in windows where opening.at <= window.from && window.from < until {
            while place + 1 < segments.count, segments[place + 1].period.from <= window.from {
                place += 1
            }
            let segment = segments[place]
            let used = try usage.usage(from: segment.period.from, to: window.from, aggregation)
            let balance = try segment.balancesAtStart.total()
            let owed = try segment.overageAtStart.plus(used)
            // At the very start of a segment nothing is settled yet: what is owed there still is.
            let paid = segment.period.from == window.from ? .zero : min(balance, owed)
            let end = min(window.to, until)
            found.append(
                BalanceWindow(
                    period: window,
                    usage: try usage.usage(from: window.from, to: end, aggregation),
                    balanceAtStart: try balance.minus(paid),
                    overageAtStart: try owed.minus(paid),
                )
            )
        }
        return found
    }
}
