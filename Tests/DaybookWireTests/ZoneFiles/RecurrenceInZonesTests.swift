import DaybookCore
import DaybookWire
import TestRigs
import Testing

/// Trust: recurrences tile in real zones, with days that begin in a gap, that come twice, that were
/// left out.
@Suite struct RecurrenceInZonesTests {
    private static let zones = [
        "Europe/Berlin", "America/Sao_Paulo", "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Apia",
    ]

    @Test func `monthly periods tile for fifty years from every day of a year, in five zones`()
        throws
    {
        let month = try CalendarDuration(months: 1)
        let first = try CivilDate(iso8601: "2000-01-01")
        for (index, name) in Self.zones.enumerated() {
            let zone = try installedZone(name)
            for offset in 0..<366 {
                let anchor = try first.adding(days: offset)
                // Every zone has each day of the year; the hours go round, midnight first.
                let hour = (offset + index) % 4 == 0 ? 0 : (offset * 7 + index) % 24
                let local = try LocalTime(date: anchor, hour: hour, minute: 30 * (hour % 2))
                let recurrence = try Recurrence(
                    anchor: zone.instant(of: local),
                    interval: month,
                    zone: zone,
                )
                try checkTiling(of: recurrence, from: -300, count: 600, sampling: 6, seed: offset)
            }
        }
    }

    @Test func `daily, half-daily, quarterly and yearly periods tile in every zone`() throws {
        let intervals = ["P1D", "PT12H", "P1W", "P3M", "P1Y", "P1M1DT1H", "PT1H"]
        let zones = try (Self.zones + ["Asia/Beirut", "America/St_Johns", "Pacific/Kwajalein"])
            .map(installedZone)
        forEachSeed(120) { random in
            let zone = try #require(zones.randomElement(using: &random))
            let interval = try CalendarDuration(
                iso8601: #require(intervals.randomElement(using: &random))
            )
            let seconds = Int64.random(in: -200_000_000..<1_700_000_000, using: &random)
            let recurrence = try Recurrence(
                anchor: Instant(seconds: seconds),
                interval: interval,
                zone: zone,
            )
            let start = Int.random(in: -400...0, using: &random)
            try checkTiling(of: recurrence, from: start, count: 400, sampling: 8, seed: start)
        }
    }

    @Test func `a left-out day has an empty period and no instant lies in it`() throws {
        let apia = try installedZone("Pacific/Apia")
        let anchor = try LocalTime(iso8601: "2011-12-01T00:00:00")
        let daily = try Recurrence(
            anchor: apia.instant(of: anchor),
            interval: CalendarDuration(days: 1),
            zone: apia,
        )
        let lengths = try (27...31).map { try daily.period($0).lengthMicroseconds }
        #expect(lengths == [24, 24, 0, 24, 24].map { $0 * Microseconds.inHour })
        let empty = try daily.period(29)
        #expect(try daily.period(containing: empty.from) == daily.period(30))
        #expect(try daily.previous(before: empty.from) == daily.occurrence(28))
        #expect(try daily.next(after: empty.from, .inclusive) == empty.from)
        #expect(try apia.day(CivilDate(iso8601: "2011-12-30")).isEmpty)
        let range = try Period(from: daily.occurrence(28), to: daily.occurrence(31))
        #expect(try Array(daily.periods(covering: range)).count == 3)
        let upToEmpty = try Period(from: daily.occurrence(28), to: empty.from)
        #expect(try daily.periods(covering: upToEmpty).indices == 28..<29)
    }

    @Test func `periods follow the wall clock of their zone`() throws {
        for row in try TestFolder().rows("ZoneRecurrences.tsv") {
            let recurrence = try Recurrence(
                anchor: Instant(iso8601: row[2]),
                interval: CalendarDuration(iso8601: row[1]),
                zone: installedZone(row[0]),
            )
            let period = try recurrence.period(containing: Instant(iso8601: row[3]))
            #expect(period.iso8601 == row[4], "\(row)")
        }
    }

    /// Period by period: no gap, no overlap, and a sample of them is found again from within.
    private func checkTiling(
        of recurrence: Recurrence,
        from start: Int,
        count: Int,
        sampling: Int,
        seed: Int,
    ) throws {
        var random = SeededGenerator(seed: UInt64(bitPattern: Int64(seed)))
        let asked = Set((0..<sampling).map { _ in Int.random(in: 0..<count, using: &random) })
        var from = try recurrence.occurrence(start)
        for step in 0..<count {
            let n = start + step
            let to = try recurrence.occurrence(n + 1)
            if to < from { try #require(to >= from, "\(recurrence.anchor) \(n)") }
            if asked.contains(step), to > from {
                try checkFinding(Period(from: from, to: to), n: n, of: recurrence)
            }
            from = to
        }
        let range = try Period(from: recurrence.occurrence(start), to: from)
        if seed.isMultiple(of: 16) {
            var reached = range.from
            for period in try recurrence.periods(covering: range) {
                if period.from != reached { try #require(period.from == reached) }
                reached = period.to
            }
            try #require(reached == range.to)
        }
    }

    private func checkFinding(_ period: Period<Instant>, n: Int, of recurrence: Recurrence) throws {
        let message = Comment(rawValue: "\(recurrence.zone.name) \(recurrence.anchor) \(n)")
        let last = try period.to.adding(microseconds: -1)
        for instant in [period.from, last] {
            try #require(try recurrence.period(containing: instant) == period, message)
        }
        try #require(try recurrence.period(containing: period.to).from == period.to, message)
        // Empty periods may lie between, so that the number found is the last of its like.
        try #require(recurrence.index(containing: last) == n, message)
    }
}
