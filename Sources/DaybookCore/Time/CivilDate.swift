/// A day of the calendar, within the years 0001 to 9999, in no time zone.
package struct CivilDate: Comparable, Hashable, Sendable {
    /// Days since 1970-01-01.
    package let dayNumber: Int32

    /// 0001-01-01.
    package static let earliest = CivilDate(inRange: supportedDays.lowerBound)
    /// 9999-12-31.
    package static let latest = CivilDate(inRange: supportedDays.upperBound)

    /// The day with that number, counted from 1970-01-01.
    package init(dayNumber: Int) throws(TimeError) {
        guard supportedDays.contains(dayNumber) else { throw .dateOutOfRange }
        self.init(inRange: dayNumber)
    }

    /// The day, or nil where the calendar has none such, or only outside the years 0001 to 9999.
    package init?(year: Int, month: Int, day: Int) {
        guard year >= 1, year <= 9_999, month >= 1, month <= 12, day >= 1 else { return nil }
        guard day <= 28 || day <= Gregorian.length(ofMonth: month, year: year) else { return nil }
        self.init(inRange: Gregorian.dayNumber(year: year, month: month) + day - 1)
    }

    /// The day, or an error that names what was asked for.
    package init(checkedYear year: Int, month: Int, day: Int) throws(TimeError) {
        guard let date = CivilDate(year: year, month: month, day: day) else {
            throw .noSuchDate(year: year, month: month, day: day)
        }
        self = date
    }

    /// The day of a month that is counted from January of the year 0.
    init(monthIndex: Int, day: Int, monthEnd: MonthEnd) throws(TimeError) {
        // The first test keeps the arithmetic below from overflowing, the second is exact.
        guard monthIndex >= 0, monthIndex < 12 * 10_000 else { throw .dateOutOfRange }
        let (year, month) = (monthIndex / 12, monthIndex % 12 + 1)
        let first = Gregorian.dayNumber(year: year, month: month)
        switch monthEnd {
        case .overflow:
            try self.init(dayNumber: first + day - 1)
        case .clamp:
            let last = day <= 28 ? day : min(day, Gregorian.length(ofMonth: month, year: year))
            try self.init(dayNumber: first + last - 1)
        }
    }

    private init(inRange dayNumber: Int) {
        self.dayNumber = Int32(truncatingIfNeeded: dayNumber)
    }

    package static func < (left: CivilDate, right: CivilDate) -> Bool {
        left.dayNumber < right.dayNumber
    }
}

private let supportedDays: ClosedRange<Int> = -719_162...2_932_896
