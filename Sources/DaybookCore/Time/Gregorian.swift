/// The Gregorian calendar, extended backwards, as arithmetic on integers without loops or tables
/// of years (after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
///
/// Years here are counted from March, so that the leap day is the last of its year.
enum Gregorian {
    /// Days in 400 years, after which the calendar repeats, weekdays included.
    static let daysInEra = 146_097
    static let monthsInEra = 4_800
    /// Whole eras that are added so that no year asked for is negative: division rounds toward
    /// zero, and must round down here.
    private static let erasBefore = 1_000
    /// Days from the start of those eras to 1970-01-01.
    private static let epochShift = 719_468 + erasBefore * daysInEra

    /// Days from 1970-01-01 to the first of a month, in any year later than 400,000 before ours.
    static func dayNumber(year: Int, month: Int) -> Int {
        // Unsigned numbers of 32 bits are divided by constants at half the cost.
        let isAfterFebruary = month > 2
        let years = UInt32(year + erasBefore * 400 - (isAfterFebruary ? 0 : 1))
        let fromMarch = UInt32(isAfterFebruary ? month - 3 : month + 9)
        let dayOfYear = (153 * fromMarch + 2) / 5
        let days = years * 365 + years / 4 - years / 100 + years / 400 + dayOfYear
        return Int(days) - epochShift
    }

    /// Year, month and day of a number of days since 1970-01-01.
    static func components(dayNumber: Int) -> (year: Int, month: Int, day: Int) {
        let days = UInt32(dayNumber + epochShift)
        let (era, dayOfEra) = days.quotientAndRemainder(dividingBy: UInt32(daysInEra))
        let leapDays = dayOfEra / 1_460 - dayOfEra / 36_524 + dayOfEra / 146_096
        let yearOfEra = (dayOfEra - leapDays) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * dayOfYear + 2) / 153
        let day = Int(dayOfYear - (153 * fromMarch + 2) / 5 + 1)
        let month = Int(fromMarch < 10 ? fromMarch + 3 : fromMarch - 9)
        let year = Int(era * 400 + yearOfEra) - erasBefore * 400
        return (month <= 2 ? year + 1 : year, month, day)
    }

    static func isLeap(year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    static func length(ofMonth month: Int, year: Int) -> Int {
        if month == 2 { return isLeap(year: year) ? 29 : 28 }
        // Long months are the odd ones until July, the even ones from August.
        return 30 + (month + month / 8) % 2
    }
}
