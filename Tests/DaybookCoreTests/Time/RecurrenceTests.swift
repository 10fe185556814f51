import DaybookCore
import TestRigs
import Testing

@Suite struct RecurrenceTests {
    @Test func `occurrences are found before, at and after an instant`() throws {
        for row in try TestFolder().rows("TimeRecurrences.tsv") {
            let zone = row[2] == "UTC" ? ZoneRules.utc : try centralEurope()
            let recurrence = try Recurrence(
                anchor: row.instant(1),
                interval: row.duration(0),
                zone: zone,
            )
            let at = try row.instant(3)
            #expect(try recurrence.previous(before: at, .exclusive) == row.instant(4), "\(row)")
            #expect(try recurrence.previous(before: at, .inclusive) == row.instant(5), "\(row)")
            #expect(try recurrence.next(after: at, .inclusive) == row.instant(6), "\(row)")
            #expect(try recurrence.next(after: at, .exclusive) == row.instant(7), "\(row)")
            let containing = try recurrence.period(containing: at)
            #expect(containing.from == (try row.instant(5)), "\(row)")
            #expect(containing.to == (try row.instant(7)), "\(row)")
            let n = recurrence.index(containing: at)
            #expect(n == (try row.integer(8)), "\(row)")
            #expect(try recurrence.period(n) == containing, "\(row)")
        }
    }

    @Test func `a series is counted from its anchor in both directions`() throws {
        for row in try TestFolder().rows("TimeSeries.tsv") {
            let recurrence = try DateRecurrence(anchor: row.date(1), interval: row.duration(0))
            let first = try row.integer(2)
            for (step, text) in row[3].split(separator: " ").enumerated() {
                let found = try recurrence.occurrence(first + step).components
                let expected = text.split(separator: "-").compactMap { Int($0) }
                #expect([found.year, found.month, found.day] == expected, "\(row): \(step)")
            }
        }
    }

    @Test func `an interval of nothing and an hour between dates are refused`() throws {
        #expect(throws: TimeError.intervalNotPositive) {
            try Recurrence(anchor: .epoch, interval: .zero, zone: .utc)
        }
        let day = try date(2024, 1, 31)
        #expect(throws: TimeError.intervalNotPositive) {
            try DateRecurrence(anchor: day, interval: .zero)
        }
        #expect(throws: TimeError.durationHasTimeOfDay) {
            try DateRecurrence(anchor: day, interval: CalendarDuration(days: 1, hours: 1))
        }
        #expect(throws: TimeError.durationOutOfRange) {
            try Recurrence(anchor: .epoch, interval: CalendarDuration(days: .max), zone: .utc)
        }
    }

    @Test func `the ends of time are refused and never looped over`() throws {
        for months in [1, 7, 12_000, 120_000] {
            let interval = try CalendarDuration(months: months)
            let recurrence = try Recurrence(anchor: .epoch, interval: interval, zone: .utc)
            let last = recurrence.index(containing: .latest)
            #expect(try recurrence.occurrence(last) <= .latest, "\(months)")
            #expect(throws: TimeError.self) { try recurrence.occurrence(last + 1) }
            #expect(throws: TimeError.self) { try recurrence.period(containing: .latest) }
            let first = recurrence.index(containing: .earliest)
            #expect(try recurrence.occurrence(first + 1) > .earliest, "\(months)")
            #expect(throws: TimeError.self) { try recurrence.occurrence(first - 1) }
            #expect(throws: TimeError.self) { try recurrence.occurrence(.max) }
            #expect(throws: TimeError.self) { try recurrence.occurrence(.min) }
        }
        let microsecond = try CalendarDuration(microseconds: 1)
        let finest = try Recurrence(anchor: .earliest, interval: microsecond, zone: .utc)
        let before = try Instant.latest.adding(microseconds: -1)
        #expect(try finest.next(after: before) == .latest)
        #expect(throws: TimeError.instantOutOfRange) { try finest.next(after: .latest) }
        #expect(throws: TimeError.instantOutOfRange) { try finest.previous(before: .earliest) }
    }

    /// Trust: anchors on the last days of months and on leap days leave no gap in fifty years.
    @Test func `monthly periods tile for fifty years from every day of a year`() throws {
        let month = try CalendarDuration(months: 1)
        for offset in 0..<366 {
            let anchor = try date(2024, 1, 1).adding(days: offset)
            let recurrence = try DateRecurrence(anchor: anchor, interval: month)
            // Half of the years lie before the anchor.
            var period = try recurrence.period(-300)
            for n in -299...300 {
                let next = try recurrence.period(n)
                try #require(period.to == next.from && !period.isEmpty, "\(anchor) \(n)")
                try #require(next.from.day == min(anchor.day, next.from.monthLength))
                period = next
            }
            try #require(period.from == (try date(2049, anchor.month, 1).addingDay(of: anchor)))
        }
    }

    @Test func `the period that contains a date is the one between its occurrences`() throws {
        let intervals = ["P1D", "P1W", "P10D", "P1M", "P3M", "P1Y", "P1M1D", "P1Y1W", "P4Y"]
        forEachSeed(400) { random in
            let text = try #require(intervals.randomElement(using: &random))
            let anchor = try CivilDate(dayNumber: .random(in: -30_000..<60_000, using: &random))
            let at = try CivilDate(dayNumber: .random(in: -40_000..<70_000, using: &random))
            let recurrence = try DateRecurrence(anchor: anchor, interval: parsedDuration(text))
            let period = try recurrence.period(containing: at)
            try #require(period.contains(at), "\(text) \(anchor) \(at)")
            try #require(period == (try recurrence.period(recurrence.index(containing: at))))
            try #require(try recurrence.next(after: at) == period.to)
            try #require(try recurrence.period(containing: period.from) == period)
            try #require(try recurrence.period(containing: period.to).from == period.to)
        }
    }

    @Test func `the periods of a range cover it and no more`() throws {
        let anchor = try date(2024, 1, 31)
        let months = try DateRecurrence(anchor: anchor, interval: CalendarDuration(months: 1))
        for row in try TestFolder().rows("TimeCovering.tsv") {
            let range = try Period(from: row.date(0), to: row.date(1))
            let periods = try months.periods(covering: range)
            let starts = periods.map { "\($0.from.month)-\($0.from.day)" }
            #expect(starts.joined(separator: " ") == row[2], "\(row)")
            #expect(periods.indices.count == starts.count, "\(row)")
            #expect(zip(periods, periods.dropFirst()).allSatisfy { $0.to == $1.from }, "\(row)")
        }
        // The last month but one ends within our years, the last one does not.
        let middle = try DateRecurrence(anchor: date(2024, 1, 15), interval: months.interval)
        let end = try date(9_999, 12, 15)
        #expect(try middle.periods(covering: Period(from: anchor, to: end)).indices.count == 95_711)
        #expect(throws: TimeError.dateOutOfRange) {
            try middle.periods(covering: Period(from: anchor, to: .latest))
        }
    }
}

extension CivilDate {
    /// In a month that is given by its first day: the day of a date, or the last there is.
    fileprivate func addingDay(of date: CivilDate) throws -> CivilDate {
        try adding(days: min(date.day, monthLength) - 1)
    }
}
