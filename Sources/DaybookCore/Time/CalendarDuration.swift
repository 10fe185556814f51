/// A length of time in the units people agree on: a month is a month, however many days it has.
///
/// Months and years, days and weeks, and hours and below are three measures that do not convert
/// into each other; no part is negative. `P12M` and `P1Y` are equal in effect, yet not `==`.
package struct CalendarDuration: Hashable, Sendable {
    package let years: Int
    package let months: Int
    package let weeks: Int
    package let days: Int
    package let hours: Int
    package let minutes: Int
    package let seconds: Int
    /// Below one million: a million and more are carried into the seconds.
    package let microseconds: Int

    package static let zero = CalendarDuration()

    package init(
        years: Int = 0,
        months: Int = 0,
        weeks: Int = 0,
        days: Int = 0,
        hours: Int = 0,
        minutes: Int = 0,
        seconds: Int = 0,
        microseconds: Int = 0,
    ) throws(TimeError) {
        let smallest = min(years, months, weeks, days, hours, minutes, seconds, microseconds)
        guard smallest >= 0 else { throw .negativeDuration }
        let (carry, rest) = microseconds.floored(by: Int(Microseconds.inSecond))
        self.years = years
        self.months = months
        self.weeks = weeks
        self.days = days
        self.hours = hours
        self.minutes = minutes
        self.seconds = try seconds.plus(carry, orThrow: .durationOutOfRange)
        self.microseconds = rest
        try checkTotals()
    }

    private init() {
        (years, months, weeks, days) = (0, 0, 0, 0)
        (hours, minutes, seconds, microseconds) = (0, 0, 0, 0)
    }

    /// What the calendar moves by first: years and months, as months.
    package var totalMonths: Int { years * 12 + months }
    /// What the calendar moves by second: weeks and days, as days.
    package var totalDays: Int { weeks * 7 + days }
    /// What the clock moves by last: hours, minutes and seconds.
    package var exactMicroseconds: Int64 {
        let allSeconds = Int64((hours * 60 + minutes) * 60 + seconds)
        return allSeconds * Microseconds.inSecond + Int64(microseconds)
    }

    package var isZero: Bool { !hasCalendarPart && !hasExactPart }
    /// Whether years, months, weeks or days take part: then the result depends on a zone.
    package var hasCalendarPart: Bool { totalMonths != 0 || totalDays != 0 }
    /// Whether hours, minutes, seconds or their fraction take part.
    package var hasExactPart: Bool { exactMicroseconds != 0 }

    /// The three totals fit, or the duration does not come to be: they need no check later.
    private func checkTotals() throws(TimeError) {
        let error = TimeError.durationOutOfRange
        _ = try years.times(12, orThrow: error).plus(months, orThrow: error)
        _ = try weeks.times(7, orThrow: error).plus(days, orThrow: error)
        let allMinutes = try hours.times(60, orThrow: error).plus(minutes, orThrow: error)
        let allSeconds = try allMinutes.times(60, orThrow: error).plus(seconds, orThrow: error)
        _ = try allSeconds.times(Int(Microseconds.inSecond), orThrow: error)
            .plus(microseconds, orThrow: error)
    }
}
