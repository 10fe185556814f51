/// The rule by which a zone goes on for ever after its last listed transition.
package struct ZoneTail: Hashable, Sendable {
    package let standard: ZonePhase
    package let daylight: Daylight?

    /// Daylight-saving time that comes every year. It may begin late in a year and end early in
    /// the next, as it does south of the equator.
    package struct Daylight: Hashable, Sendable {
        package let phase: ZonePhase
        /// In the standard time that ends there.
        package let begins: YearlyMoment
        /// In the daylight time that ends there.
        package let ends: YearlyMoment

        package init(phase: ZonePhase, begins: YearlyMoment, ends: YearlyMoment) {
            self.phase = phase
            self.begins = begins
            self.ends = ends
        }
    }

    package init(standard: ZonePhase, daylight: Daylight?) {
        self.standard = standard
        self.daylight = daylight
    }

    /// The transitions of some years in order. Where an end and the next beginning fall together,
    /// the beginning comes last and wins: so a zone says that its daylight time never ends.
    func transitions(inYears years: ClosedRange<Int>) -> [ZoneTransition] {
        guard let daylight else { return [] }
        return years.flatMap { year in
            let begins = ZoneTransition(
                seconds: daylight.begins.seconds(inYear: year) - Int64(standard.offsetSeconds),
                phase: daylight.phase,
            )
            let ends = ZoneTransition(
                seconds: daylight.ends.seconds(inYear: year) - Int64(daylight.phase.offsetSeconds),
                phase: standard,
            )
            return begins.seconds <= ends.seconds ? [begins, ends] : [ends, begins]
        }
    }
}

/// A moment that comes once in every year, on a local clock.
package struct YearlyMoment: Hashable, Sendable {
    /// The forms of a day that a POSIX zone rule knows.
    package enum Day: Hashable, Sendable {
        /// From 1 to 365; 29 February is not counted, so that 60 is always 1 March.
        case ofCommonYear(Int)
        /// From 0 to 365; 29 February is counted where there is one.
        case ofYear(Int)
        /// The first, second, … day of that name in a month; the fifth is the last.
        case weekday(Weekday, week: Int, month: Int)
    }

    package let day: Day
    /// Seconds from the midnight that begins the day. May be below zero or beyond the day's end.
    package let secondOfDay: Int32

    /// Days and times outside what a zone rule can say are a misuse; readers check before.
    package init(day: Day, secondOfDay: Int32) {
        precondition(day.isValid, "a yearly moment needs a day that its year can have: \(day)")
        precondition(
            abs(secondOfDay) < 168 * 3_600,
            "a yearly moment is less than a week from its day",
        )
        self.day = day
        self.secondOfDay = secondOfDay
    }

    /// Seconds since 1970-01-01T00:00:00 on the local clock.
    func seconds(inYear year: Int) -> Int64 {
        Int64(dayNumber(inYear: year)) * 86_400 + Int64(secondOfDay)
    }

    private func dayNumber(inYear year: Int) -> Int {
        switch day {
        case .ofCommonYear(let number):
            let skipsLeapDay = number >= 60 && Gregorian.isLeap(year: year)
            let first = Gregorian.dayNumber(year: year, month: 1)
            return first + number - (skipsLeapDay ? 0 : 1)
        case .ofYear(let number):
            return Gregorian.dayNumber(year: year, month: 1) + number
        case .weekday(let weekday, let week, let month):
            let first = Gregorian.dayNumber(year: year, month: month)
            // The first of the month has this weekday, counted from Monday as zero.
            let weekdayOfFirst = (first + 3).floored(by: 7).remainder
            let firstMatch = (weekday.rawValue - 1 - weekdayOfFirst).floored(by: 7).remainder
            let length = Gregorian.length(ofMonth: month, year: year)
            let day = firstMatch + 7 * (week - 1)
            return first + (day < length ? day : day - 7)
        }
    }
}

extension YearlyMoment.Day {
    /// Whether every year has such a day, or the rules at least give it a meaning.
    package var isValid: Bool {
        switch self {
        case .ofCommonYear(let number): 1...365 ~= number
        case .ofYear(let number): 0...365 ~= number
        case .weekday(_, let week, let month): 1...5 ~= week && 1...12 ~= month
        }
    }
}
