/// When a running total begins anew: at the start of a day, in the zone of the query.
package enum MeterReset: Hashable, Sendable {
    case none
    /// On a day of every month, or the month's last where it has no such day.
    case monthly(day: Int)
    /// On a day of every year, 28 February for the 29th where there is none.
    case annual(month: Int, day: Int)
    /// Once.
    case on(CivilDate)

    var isInCalendar: Bool {
        switch self {
        case .none, .on: true
        case .monthly, .annual: anchor != nil
        }
    }

    /// From the reset before an instant, or at it, to the next one.
    package func stretch(
        containing time: Instant,
        in zone: ZoneRules,
    ) throws(TimeError) -> Period<Instant> {
        switch self {
        case .none:
            return try Period(from: .earliest, to: .latest)
        case .on(let date):
            let reset = try zone.startOfDay(date)
            return time < reset
                ? try Period(from: .earliest, to: reset) : try Period(from: reset, to: .latest)
        case .monthly:
            return try stretch(of: CalendarDuration(months: 1), containing: time, in: zone)
        case .annual:
            return try stretch(of: CalendarDuration(years: 1), containing: time, in: zone)
        }
    }

    private func stretch(
        of interval: CalendarDuration,
        containing time: Instant,
        in zone: ZoneRules,
    ) throws(TimeError) -> Period<Instant> {
        guard let anchor else { preconditionFailure("a reset of a meter is in the calendar") }
        let resets = try DateRecurrence(anchor: anchor, interval: interval)
        let stretch = try resets.period(containing: try zone.date(of: time)).instants(in: zone)
        // Where clocks go back over midnight, a date comes twice around the start of the next.
        if time < stretch.to { return stretch }
        return try resets.period(containing: try zone.date(of: stretch.to)).instants(in: zone)
    }

    /// In a month of 31 days and a leap year, from which days of shorter ones are found.
    private var anchor: CivilDate? {
        switch self {
        case .none, .on: nil
        case .monthly(let day): CivilDate(year: 2000, month: 1, day: day)
        case .annual(let month, let day): CivilDate(year: 2000, month: month, day: day)
        }
    }
}
