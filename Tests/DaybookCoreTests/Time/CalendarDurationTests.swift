import DaybookCore
import TestRigs
import Testing

@Suite struct CalendarDurationTests {
    @Test func `a duration is a whole multiple of another always, sometimes or never`() throws {
        for row in try TestFolder().rows("TimeMultiples.tsv") {
            let found = try row.duration(0).isMultiple(of: row.duration(1))
            #expect("\(found)" == row[2], "\(row)")
        }
    }

    @Test func `a duration moves dates, clocks and instants`() throws {
        for row in try TestFolder().rows("TimeAdding.tsv") {
            let duration = try row.duration(1)
            let (count, start) = (try row.integer(2), try row.localTime(0))
            let monthEnd = row[3] == "overflow" ? MonthEnd.overflow : .clamp
            let moved = try start.adding(duration, times: count, monthEnd: monthEnd)
            #expect(moved == (try row.localTime(4)), "\(row)")
            let instant = try row.instant(0)
                .adding(duration, times: count, in: .utc, monthEnd: monthEnd)
            #expect(instant == (try row.instant(4)), "\(row)")
            guard !duration.hasExactPart else { continue }
            let date = try start.date.adding(duration, times: count, monthEnd: monthEnd)
            #expect(date == (try row.localTime(4).date), "\(row)")
        }
    }

    @Test func `in a zone the calendar part keeps the clock, the exact part the hours`() throws {
        let zone = try centralEurope()
        for row in try TestFolder().rows("TimeAddingInZone.tsv") {
            let moved = try row.instant(0).adding(row.duration(1), times: row.integer(2), in: zone)
            #expect(moved == (try row.instant(3)), "\(row)")
        }
    }

    @Test func `parts below zero and totals beyond 64 bits are refused`() throws {
        #expect(throws: TimeError.negativeDuration) { try CalendarDuration(months: -1) }
        #expect(throws: TimeError.negativeDuration) { try CalendarDuration(microseconds: -1) }
        #expect(throws: TimeError.durationOutOfRange) { try CalendarDuration(years: .max) }
        #expect(throws: TimeError.durationOutOfRange) { try CalendarDuration(weeks: .max) }
        #expect(throws: TimeError.durationOutOfRange) { try CalendarDuration(hours: .max) }
        #expect(throws: TimeError.durationOutOfRange) {
            try CalendarDuration(seconds: .max, microseconds: .max)
        }
        let longest = try CalendarDuration(seconds: 9_223_372_036_854, microseconds: 775_807)
        #expect(longest.exactMicroseconds == .max)
        #expect(throws: TimeError.durationOutOfRange) {
            try CalendarDuration(seconds: 9_223_372_036_854, microseconds: 775_808)
        }
    }

    @Test func `microseconds beyond a second are carried into the seconds`() throws {
        let carried = try CalendarDuration(seconds: 1, microseconds: 2_500_000)
        #expect(carried == (try CalendarDuration(seconds: 3, microseconds: 500_000)))
        #expect(carried.exactMicroseconds == 3_500_000)
        #expect(CalendarDuration.zero.isZero && !carried.isZero && !carried.hasCalendarPart)
    }

    @Test func `a date takes no hours, and no count of durations overflows`() throws {
        let day = try date(2024, 1, 31)
        #expect(throws: TimeError.durationHasTimeOfDay) {
            try day.adding(CalendarDuration(days: 1, hours: 1))
        }
        for count in [Int.max, .min] {
            #expect(throws: TimeError.dateOutOfRange) {
                try day.adding(CalendarDuration(months: 2), times: count)
            }
            #expect(throws: TimeError.dateOutOfRange) {
                try LocalTime(startOf: day).adding(CalendarDuration(hours: 2), times: count)
            }
            #expect(throws: TimeError.instantOutOfRange) {
                try Instant.epoch.adding(CalendarDuration(hours: 2), times: count, in: .utc)
            }
        }
    }
}
