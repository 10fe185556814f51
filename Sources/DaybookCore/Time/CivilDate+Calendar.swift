extension CivilDate {
    /// Year, month from 1 to 12 and day from 1, in one computation.
    package var components: (year: Int, month: Int, day: Int) {
        Gregorian.components(dayNumber: Int(dayNumber))
    }

    package var year: Int { components.year }
    package var month: Int { components.month }
    package var day: Int { components.day }

    package var weekday: Weekday {
        // 1970-01-01 was a Thursday, the fourth day of the week.
        let index = (Int(dayNumber) + 3).floored(by: 7).remainder
        guard let weekday = Weekday(rawValue: index + 1) else {
            preconditionFailure("a remainder by seven names a day of the week")
        }
        return weekday
    }

    /// The number of the day in its year, from 1.
    package var dayOfYear: Int {
        Int(dayNumber) - Gregorian.dayNumber(year: year, month: 1) + 1
    }

    /// How many days the month of this date has.
    package var monthLength: Int {
        let (year, month, _) = components
        return Gregorian.length(ofMonth: month, year: year)
    }

    /// How many days the year of this date has.
    package var yearLength: Int { isInLeapYear ? 366 : 365 }

    package var isInLeapYear: Bool { Gregorian.isLeap(year: year) }

    package var startOfMonth: CivilDate { moved(by: 1 - day) }

    /// The last day of the month.
    package var endOfMonth: CivilDate {
        let (year, month, day) = components
        return moved(by: Gregorian.length(ofMonth: month, year: year) - day)
    }

    /// The first day of the month after.
    package func startOfNextMonth() throws(TimeError) -> CivilDate {
        try endOfMonth.adding(days: 1)
    }

    /// Months since January of the year 0: what is equal in all days of one month.
    package var monthIndex: Int {
        let (year, month, _) = components
        return year * 12 + month - 1
    }

    /// Days from this date to another, negative where that is earlier.
    package func days(until other: CivilDate) -> Int {
        Int(other.dayNumber) - Int(dayNumber)
    }

    package func adding(days: Int) throws(TimeError) -> CivilDate {
        try CivilDate(dayNumber: Int(dayNumber).plus(days, orThrow: .dateOutOfRange))
    }

    package func adding(months: Int, monthEnd: MonthEnd) throws(TimeError) -> CivilDate {
        let (year, month, day) = components
        let index = try (year * 12 + month - 1).plus(months, orThrow: .dateOutOfRange)
        return try CivilDate(monthIndex: index, day: day, monthEnd: monthEnd)
    }

    /// The month of this date, from its first day to the first day of the next.
    package var monthPeriod: Period<CivilDate> {
        get throws(TimeError) {
            try Period(from: startOfMonth, to: endOfMonth.adding(days: 1))
        }
    }

    /// A day of the same month. The supported range is whole months, so it cannot be left.
    private func moved(by days: Int) -> CivilDate {
        guard let date = try? adding(days: days) else {
            preconditionFailure("every day of a supported month is supported")
        }
        return date
    }
}
