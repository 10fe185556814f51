/// Whether one duration is a whole number of times another.
package enum DurationMultiple: Hashable, Sendable {
    /// In every month and on every day: a year is twelve months, a month is whole days.
    case always
    /// In no month and on no day, or one of the two durations is zero.
    case never
    /// In some months or on some days only, so the two cannot be compared: a month is four weeks
    /// in February alone, a day is three times eight hours unless the clocks change.
    case sometimes
}

extension CalendarDuration {
    /// Whether this is one or more whole times another duration, whatever the months (28 to 31
    /// days) and the days (23 to 25 hours) it is laid over.
    package func isMultiple(of smaller: CalendarDuration) -> DurationMultiple {
        guard !isZero, !smaller.isZero else { return .never }
        var (whole, uneven) = (false, false)
        for daysInMonth in 28...31 {
            for hoursInDay in 23...25 {
                let length = length(daysInMonth: daysInMonth, hoursInDay: hoursInDay)
                let unit = smaller.length(daysInMonth: daysInMonth, hoursInDay: hoursInDay)
                if length.isMultiple(of: unit) { whole = true } else { uneven = true }
            }
        }
        return whole ? (uneven ? .sometimes : .always) : .never
    }

    /// Microseconds in 128 bits, where even the longest duration fits.
    private func length(daysInMonth: Int, hoursInDay: Int) -> Int128 {
        let days = Int128(totalMonths) * Int128(daysInMonth) + Int128(totalDays)
        let hours = days * Int128(hoursInDay)
        return hours * Int128(Microseconds.inHour) + Int128(exactMicroseconds)
    }
}
