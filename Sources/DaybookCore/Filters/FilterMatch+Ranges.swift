extension FilterMatch {
    /// The range the other way round, where nothing can lie between its bounds as they stand.
    package var turnedRange: FilterMatch? {
        switch self {
        case .days(.between(let from, let to)) where from.isAlwaysAfter(to):
            .days(.between(to, from))
        case .ages(.between(let from, let to)) where from.isAlwaysLonger(than: to):
            .ages(.between(to, from))
        case .amounts(.between(let from, let to), let currency) where from > to:
            .amounts(.between(to, from), currency: currency)
        case .counts(.between(let from, let to)) where from > to:
            .counts(.between(to, from))
        case .contains, .equals, .pattern, .choice, .label, .days, .ages, .amounts, .counts:
            nil
        }
    }
}

extension FilterDay {
    /// Whether all of its days are behind those of another, whatever day is today.
    fileprivate func isAlwaysAfter(_ other: FilterDay) -> Bool {
        // One that is counted from today passes one of the calendar in time.
        guard isOfCalendar == other.isOfCalendar else { return false }
        return Self.samples.allSatisfy { today in
            days(on: today).lowerBound > other.days(on: today).upperBound
        }
    }

    private var isOfCalendar: Bool {
        switch self {
        case .day, .month, .quarter, .year: true
        case .fromToday, .word: false
        }
    }

    /// First and last days of months of every length, and a day within one.
    private static let samples = [
        (2026, 1, 1), (2026, 1, 31), (2026, 2, 28), (2026, 6, 15), (2026, 6, 30), (2026, 12, 31),
    ].compactMap { CivilDate(year: $0, month: $1, day: $2) }
}

extension FilterSpan {
    /// Whether it is longer however long months and years are.
    fileprivate func isAlwaysLonger(than other: FilterSpan) -> Bool {
        dayCounts.lowerBound > other.dayCounts.upperBound
            || unit == other.unit && count > other.count
    }

    private var dayCounts: ClosedRange<Int> {
        let days =
            switch unit {
            case .days: 1...1
            case .weeks: 7...7
            case .months: 28...31
            case .years: 365...366
            }
        let (one, other) = (count * days.lowerBound, count * days.upperBound)
        return min(one, other)...max(one, other)
    }
}
