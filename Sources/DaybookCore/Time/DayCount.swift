/// A convention for counting the days of a period, last day exclusive, and what they are part of.
///
/// `actual`, `actual360` and `thirty360(.strict)` add up: the parts of a period count the same
/// days as the whole. Of the bond market's variants the American one does not.
package enum DayCount: Hashable, Sendable {
    /// Days of the calendar, over the days of the calendar.
    case actual
    /// Days of the calendar, over months of 30 days.
    case actual360
    /// Days of a calendar in which every month has 30 days, over such months.
    case thirty360(Thirty360)

    /// What becomes of the 31st, and of the end of February, where every month has 30 days.
    package enum Thirty360: Hashable, Sendable {
        /// A month is what lies between its first and the next first. The end of the period is
        /// the day after its last, so a period up to the end of any month counts up to a 30th.
        case strict
        /// 30E/360: a bound on the 31st counts as the 30th.
        case european
        /// 30/360 US (NASD): as the European, yet an end on the 31st stays there unless the
        /// period begins on a 30th or 31st; the last of February counts as a 30th.
        case american
    }

    /// How many days a period counts.
    package func days(in period: Period<CivilDate>) -> Int {
        switch self {
        case .actual, .actual360: period.lengthDays
        case .thirty360(let variant): variant.days(from: period.from, to: period.to)
        }
    }

    /// A period as a part of months: `9/30`. Where it touches months of different lengths, the
    /// ratio is the exact sum of its parts, each over its own month.
    package func shareOfMonth(_ period: Period<CivilDate>) -> TimeRatio {
        switch self {
        case .actual: actualMonths(in: period)
        case .actual360, .thirty360: TimeRatio(Int64(days(in: period)), over: 30)
        }
    }

    /// A part as a share of a whole period, or nil where that one counts no days.
    package func share(
        of part: Period<CivilDate>,
        in whole: Period<CivilDate>,
    ) -> TimeRatio? {
        let denominator =
            switch self {
            case .actual, .thirty360: days(in: whole)
            case .actual360: Thirty360.strict.days(from: whole.from, to: whole.to)
            }
        guard denominator > 0 else { return nil }
        return TimeRatio(Int64(days(in: part)), over: Int64(denominator))
    }
}

extension DayCount.Thirty360 {
    fileprivate func days(from: CivilDate, to: CivilDate) -> Int {
        let (first, last) = (from.components, to.components)
        let months = (last.year - first.year) * 12 + last.month - first.month
        let (start, end) = adjusted(from: from, day: first.day, to: to, day: last.day)
        // An adjusted start may lie behind an end just after it: that is no day, not minus one.
        return max(0, months * 30 + end - start)
    }

    /// The days of the month that the two bounds count as.
    private func adjusted(
        from: CivilDate,
        day start: Int,
        to: CivilDate,
        day end: Int,
    ) -> (start: Int, end: Int) {
        switch self {
        case .strict:
            return (start, end)
        case .european:
            return (min(start, 30), min(end, 30))
        case .american:
            let startsAtEnd = start >= 30 || from.isEndOfFebruary
            let bothInFebruary = from.isEndOfFebruary && to.isEndOfFebruary
            let movesEnd = bothInFebruary || (startsAtEnd && end == 31)
            return (startsAtEnd ? 30 : start, movesEnd ? 30 : end)
        }
    }
}

extension CivilDate {
    fileprivate var isEndOfFebruary: Bool {
        let (year, month, day) = components
        return month == 2 && day == Gregorian.length(ofMonth: 2, year: year)
    }
}

/// Adds up the parts of the months that a period touches.
private func actualMonths(in period: Period<CivilDate>) -> TimeRatio {
    var (numerator, denominator) = (Int64(0), Int64(period.from.monthLength))
    var from = period.from
    repeat {
        let length = Int64(from.monthLength)
        let last = min(period.to.dayNumber, from.endOfMonth.dayNumber + 1)
        let days = Int64(last - from.dayNumber)
        let common = leastCommonMultiple(denominator, length)
        numerator = numerator * (common / denominator) + days * (common / length)
        denominator = common
        guard let next = try? CivilDate(dayNumber: Int(last)) else { break }
        from = next
    } while from < period.to
    return TimeRatio(numerator, over: denominator)
}

/// Months have four lengths, so the result is at most 377,580.
private func leastCommonMultiple(_ left: Int64, _ right: Int64) -> Int64 {
    var (divisor, rest) = (left, right)
    while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    return left / divisor * right
}
