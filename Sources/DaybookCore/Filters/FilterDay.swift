/// A day, or the days of a month, a quarter or a year, as people say it: `2026-11`, `+30d`.
package enum FilterDay: Hashable, Sendable {
    case day(CivilDate)
    case month(year: Int, month: Int)
    case quarter(year: Int, quarter: Int)
    case year(Int)
    /// So long after today, or before where the span is negative.
    case fromToday(FilterSpan)
    case word(Word)

    package enum Word: String, CaseIterable, Sendable {
        case today, yesterday, tomorrow
        case thisWeek = "this-week"
        case lastWeek = "last-week"
        case nextWeek = "next-week"
        case thisMonth = "this-month"
        case lastMonth = "last-month"
        case nextMonth = "next-month"
        case thisQuarter = "this-quarter"
        case lastQuarter = "last-quarter"
        case nextQuarter = "next-quarter"
        case thisYear = "this-year"
        case lastYear = "last-year"
        case nextYear = "next-year"
        /// The last day of this month, of this quarter, of this year.
        case eom, eoq, eoy
    }

    /// The days that are meant, the first and the last of them, on a day that is today.
    package func days(on today: CivilDate) -> ClosedRange<CivilDate> {
        switch self {
        case .day(let date): date...date
        case .month(let year, let month): Self.months(1, from: year * 12 + month - 1)
        case .quarter(let year, let quarter): Self.months(3, from: year * 12 + quarter * 3 - 3)
        case .year(let year): Self.months(12, from: year * 12)
        case .fromToday(let span): Self.single(span.added(to: today))
        case .word(let word): Self.days(of: word, on: today)
        }
    }

    private static func days(of word: Word, on today: CivilDate) -> ClosedRange<CivilDate> {
        let month = today.monthIndex
        let quarter = month - month % 3
        let year = month - month % 12
        return switch word {
        case .today: single(today)
        case .yesterday: single(moved(today, by: -1))
        case .tomorrow: single(moved(today, by: 1))
        case .thisWeek: week(of: today)
        case .lastWeek: week(of: moved(today, by: -7))
        case .nextWeek: week(of: moved(today, by: 7))
        case .thisMonth: months(1, from: month)
        case .lastMonth: months(1, from: month - 1)
        case .nextMonth: months(1, from: month + 1)
        case .thisQuarter: months(3, from: quarter)
        case .lastQuarter: months(3, from: quarter - 3)
        case .nextQuarter: months(3, from: quarter + 3)
        case .thisYear: months(12, from: year)
        case .lastYear: months(12, from: year - 12)
        case .nextYear: months(12, from: year + 12)
        case .eom: single(months(1, from: month).upperBound)
        case .eoq: single(months(3, from: quarter).upperBound)
        case .eoy: single(months(12, from: year).upperBound)
        }
    }

    private static func single(_ date: CivilDate) -> ClosedRange<CivilDate> { date...date }

    /// From Monday to Sunday.
    private static func week(of date: CivilDate) -> ClosedRange<CivilDate> {
        let monday = moved(date, by: 1 - date.weekday.rawValue)
        return monday...moved(monday, by: 6)
    }

    /// Beyond the calendar stands its last day, or its first.
    private static func moved(_ date: CivilDate, by days: Int) -> CivilDate {
        (try? date.adding(days: days)) ?? (days < 0 ? .earliest : .latest)
    }

    private static func months(_ count: Int, from index: Int) -> ClosedRange<CivilDate> {
        let first = firstDay(ofMonth: index)
        let next = firstDay(ofMonth: index + count)
        return first...max(first, next == .latest ? next : moved(next, by: -1))
    }

    private static func firstDay(ofMonth index: Int) -> CivilDate {
        let (year, month) = index.quotientAndRemainder(dividingBy: 12)
        let date = CivilDate(year: year, month: month + 1, day: 1)
        return date ?? (index <= CivilDate.earliest.monthIndex ? .earliest : .latest)
    }
}

// MARK: - As text

extension FilterDay {
    package init?(_ text: String) {
        let lower = text.lowercased()
        if let word = Word(rawValue: lower) {
            self = .word(word)
        } else if let date = Self.calendar(lower) {
            self = date
        } else if lower.hasPrefix("+") || lower.hasPrefix("-"), let span = FilterSpan(lower) {
            self = .fromToday(span)
        } else {
            return nil
        }
    }

    /// `2026`, `2026-11`, `2026-q4`, `2026-11-30`.
    private static func calendar(_ text: String) -> FilterDay? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count <= 3, parts[0].utf8.count == 4, let year = number(parts[0]),
            CivilDate(year: year, month: 1, day: 1) != nil
        else { return nil }
        if parts.count == 1 { return .year(year) }
        guard parts[1].utf8.count == 2 else { return nil }
        if parts[1].hasPrefix("q") {
            guard parts.count == 2, let quarter = number(parts[1].dropFirst()),
                (1...4).contains(quarter)
            else { return nil }
            return .quarter(year: year, quarter: quarter)
        }
        guard let month = number(parts[1]), (1...12).contains(month) else { return nil }
        if parts.count == 2 { return .month(year: year, month: month) }
        guard parts[2].utf8.count == 2, let day = number(parts[2]) else { return nil }
        return CivilDate(year: year, month: month, day: day).map { .day($0) }
    }

    private static func number(_ digits: Substring) -> Int? {
        digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(digits) : nil
    }
}

extension FilterDay: CustomStringConvertible {
    package var description: String {
        switch self {
        case .day(let date): date.filterText
        case .month(let year, let month): "\(Self.padded(year, 4))-\(Self.padded(month, 2))"
        case .quarter(let year, let quarter): "\(Self.padded(year, 4))-q\(quarter)"
        case .year(let year): Self.padded(year, 4)
        case .fromToday(let span): span.count < 0 ? "\(span)" : "+\(span)"
        case .word(let word): word.rawValue
        }
    }

    fileprivate static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

extension CivilDate {
    /// The date as it is written, and as ledgers keep it.
    package var filterText: String {
        let (year, month, day) = components
        return FilterDay.padded(year, 4) + "-" + FilterDay.padded(month, 2) + "-"
            + FilterDay.padded(day, 2)
    }
}
