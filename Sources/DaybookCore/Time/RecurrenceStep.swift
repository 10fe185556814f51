/// An interval taken apart once, so that an occurrence costs a few multiplications.
struct RecurrenceStep: Hashable, Sendable {
    let months: Int
    let days: Int
    let microseconds: Int64
    /// The average length, over 400 years, by which the number of an occurrence is estimated.
    private let averageMicroseconds: Int64

    init(_ interval: CalendarDuration) throws(TimeError) {
        guard !interval.isZero else { throw .intervalNotPositive }
        months = interval.totalMonths
        days = interval.totalDays
        microseconds = interval.exactMicroseconds
        let error = TimeError.durationOutOfRange
        let inMonth = Int64(Gregorian.daysInEra) * Microseconds.inDay / Int64(Gregorian.monthsInEra)
        averageMicroseconds = try Int64(months).times(inMonth, orThrow: error)
            .plus(Int64(days).times(Microseconds.inDay, orThrow: error), orThrow: error)
            .plus(microseconds, orThrow: error)
    }

    var hasCalendarPart: Bool { months != 0 || days != 0 }

    /// About how many intervals go into an elapsed time. Months are uneven and zones change their
    /// offsets, both by days at most; an interval of months has 28 of them and one of days one.
    func estimatedCount(inMicroseconds elapsed: Int64) -> Int {
        Int(elapsed.floored(by: averageMicroseconds).quotient)
    }
}

/// An anchor's date taken apart once, for the same reason.
struct RecurrenceAnchorDate: Hashable, Sendable {
    let date: CivilDate
    private let monthIndex: Int
    private let day: Int

    init(_ date: CivilDate) {
        self.date = date
        let (year, month, day) = date.components
        monthIndex = year * 12 + month - 1
        self.day = day
    }

    /// The date n steps away: months first, clamped to the month's end, then days.
    func moved(by step: RecurrenceStep, times n: Int) throws(TimeError) -> CivilDate {
        let days = try step.days.times(n, orThrow: .dateOutOfRange)
        guard step.months != 0 else { return try date.adding(days: days) }
        let months = try step.months.times(n, orThrow: .dateOutOfRange)
        let index = try monthIndex.plus(months, orThrow: .dateOutOfRange)
        let moved = try CivilDate(monthIndex: index, day: day, monthEnd: .clamp)
        return days == 0 ? moved : try moved.adding(days: days)
    }
}
