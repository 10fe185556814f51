import DaybookCore
import TestRigs
import Testing

@Suite struct ZoneRulesTests {
    private static let standard = ZonePhase(offsetSeconds: 0, isDaylight: false, abbreviation: "S")
    private static let january = YearlyMoment(day: .ofYear(0), secondOfDay: 0)

    private func phase(hours: Int) -> ZonePhase {
        ZonePhase(offsetSeconds: Int32(hours * 3_600), isDaylight: false, abbreviation: "X\(hours)")
    }

    /// A zone that goes from one offset to another at 1970-01-09T12:00:00Z, and to others after it.
    private func zone(hours: [Int], every seconds: Int64 = 864_000) throws -> ZoneRules {
        let transitions = hours.dropFirst().enumerated().map { index, hours in
            ZoneTransition(seconds: 734_400 + Int64(index) * seconds, phase: phase(hours: hours))
        }
        return try ZoneRules(
            name: "test",
            initial: phase(hours: hours[0]),
            transitions: transitions
        )
    }

    @Test func `UTC shows every instant as it is`() throws {
        for instant in [Instant.earliest, .epoch, .latest] {
            #expect(try ZoneRules.utc.localTime(of: instant).microseconds == instant.microseconds)
            let local = try LocalTime(microseconds: instant.microseconds)
            #expect(try ZoneRules.utc.instants(of: local) == .unique(instant))
        }
        #expect(ZoneRules.utc.phase(at: .epoch).abbreviation == "UTC")
    }

    @Test func `transitions out of order, far offsets and leaps of days are refused`() throws {
        let twice = [10, 10].map { ZoneTransition(seconds: $0, phase: phase(hours: 1)) }
        #expect(throws: ZoneRulesError.transitionsOutOfOrder(index: 1)) {
            try ZoneRules(name: "test", initial: phase(hours: 0), transitions: twice)
        }
        for hours in [26, -25] {
            #expect(throws: ZoneRulesError.offsetOutOfRange(seconds: Int32(hours * 3_600))) {
                try zone(hours: [0, hours])
            }
        }
        #expect(throws: ZoneRulesError.leapOverMoreThanADay(atSeconds: 734_400)) {
            try zone(hours: [-12, 13])
        }
        // Twice within days is as bad; backwards, or with weeks between, is not.
        #expect(throws: ZoneRulesError.self) { try zone(hours: [-12, 1, 13], every: 86_400) }
        #expect(throws: Never.self) { try zone(hours: [-12, 1, 13]) }
        #expect(throws: Never.self) { try zone(hours: [13, -12]) }
    }

    @Test func `a leap of days is found among any transitions`() throws {
        forEachSeed(400) { random in
            var hours = [0]
            while hours.count < 12 {
                let next = Int.random(in: -24...25, using: &random)
                if next != hours.last { hours.append(next) }
            }
            let spacing = Int.random(in: 1...120, using: &random)
            let leap = hours.indices.first { later in
                (0..<later).contains { earlier in
                    (later - earlier - 1) * spacing <= 104 && hours[later] - hours[earlier] > 24
                }
            }
            let seconds = leap.map { 734_400 + Int64(($0 - 1) * spacing) * 3_600 }
            var found: ZoneRulesError?
            do {
                _ = try zone(hours: hours, every: Int64(spacing) * 3_600)
            } catch let error as ZoneRulesError {
                found = error
            }
            try #require(found == seconds.map { .leapOverMoreThanADay(atSeconds: $0) })
        }
        // A list as long as a file may have takes no longer than its length.
        let many = (0..<29_000).map { $0 % 2 }
        #expect(throws: Never.self) { try zone(hours: many, every: 1) }
    }

    @Test func `a day that a zone leaves out is empty, and its noon is the next day's`() throws {
        let zone = try zone(hours: [-12, 12])
        let days = try (8...11).map { try zone.day(date(1970, 1, $0)) }
        #expect(days.map(\.lengthMicroseconds) == [24, 0, 24, 24].map { $0 * Microseconds.inHour })
        #expect(zip(days, days.dropFirst()).allSatisfy { $0.to == $1.from })
        let noon = try LocalTime(date: date(1970, 1, 9), hour: 12, minute: 0)
        let gap = LocalResolution.gap(
            transition: try Instant(seconds: 734_400),
            shifted: try Instant(seconds: 734_400 + 43_200),
        )
        #expect(try zone.instants(of: noon) == gap)
        #expect(try zone.localTime(of: zone.instant(of: noon)).date == date(1970, 1, 10))
    }

    @Test func `a zone that turned back a day had that day twice`() throws {
        let zone = try zone(hours: [12, -12])
        let days = try (8...12).map { try zone.day(date(1970, 1, $0)).lengthMicroseconds }
        #expect(days == [24, 48, 24, 24, 24].map { $0 * Microseconds.inHour })
    }

    @Test func `yearly rules go on in the same way every four hundred years`() throws {
        let zone = try centralEurope()
        let cycle = 146_097 * Microseconds.inDay
        forEachSeed(500) { random in
            let count = Int64.random(in: 0..<cycle, using: &random)
            let early = try Instant(microseconds: count - 2 * cycle)
            let phases = try (0..<20).map {
                zone.phase(at: try early.adding(microseconds: $0 * cycle))
            }
            try #require(phases.allSatisfy { $0 == phases[0] }, "\(count)")
            let local = try zone.localTime(of: early)
            for n in 1..<20 {
                let later = try local.adding(microseconds: Int64(n) * cycle)
                let expected = try zone.instant(of: local).adding(microseconds: Int64(n) * cycle)
                try #require(try zone.instant(of: later) == expected, "\(count) \(n)")
            }
        }
    }

    @Test func `clocks that change at new year do so in every cycle of years`() throws {
        // Forward at 18:00 of the last day of the year, which is already next year in UTC.
        let standard = phase(hours: -10)
        let july = YearlyMoment(day: .ofCommonYear(182), secondOfDay: 0)
        let tail = ZoneTail(
            standard: standard,
            daylight: .init(
                phase: phase(hours: -9),
                begins: YearlyMoment(day: .ofYear(0), secondOfDay: -6 * 3_600),
                ends: july,
            ),
        )
        let zone = try ZoneRules(name: "test", initial: standard, tail: tail)
        for year in [2, 3, 400, 401, 402, 403, 801, 802, 803, 2_401, 2_402, 9_602, 9_999] {
            let midnight = try LocalTime(startOf: date(year, 1, 1))
            let transition = try Instant(microseconds: midnight.microseconds)
                .adding(microseconds: 4 * Microseconds.inHour)
            let shifted = try transition.adding(microseconds: 30 * Microseconds.inMinute)
            let local = try midnight.adding(microseconds: -330 * Microseconds.inMinute)
            let gap = LocalResolution.gap(transition: transition, shifted: shifted)
            #expect(try zone.instants(of: local) == gap, "\(year)")
            let after = try local.adding(microseconds: Microseconds.inHour)
            #expect(try zone.instants(of: after) == .unique(shifted), "\(year)")
        }
    }

    @Test func `summer time begins and ends on the last Sundays, in any year`() throws {
        let zone = try centralEurope()
        for year in [1, 2, 1899, 2024, 2399, 2400, 2401, 2405, 2800, 9_998] {
            for (month, lengthHours) in [(3, 23), (10, 25)] {
                let end = try date(year, month, 31)
                let sunday = try end.adding(days: -(end.weekday.rawValue % 7))
                #expect(
                    try zone.day(sunday).lengthMicroseconds
                        == Int64(lengthHours) * Microseconds.inHour,
                    "\(year)-\(month)"
                )
                #expect(zone.phase(at: try zone.day(sunday).from).isDaylight == (month == 10))
                #expect(zone.phase(at: try zone.day(sunday).to).isDaylight == (month == 3))
            }
        }
    }

    @Test func `yearly moments in their three forms fall on their days`() throws {
        let moments: [(YearlyMoment.Day, Int, Int, Int)] = [
            (.ofCommonYear(1), 2024, 1, 1), (.ofCommonYear(59), 2024, 2, 28),
            (.ofCommonYear(60), 2024, 3, 1), (.ofCommonYear(60), 2023, 3, 1),
            (.ofCommonYear(365), 2024, 12, 31), (.ofYear(0), 2024, 1, 1),
            (.ofYear(59), 2024, 2, 29), (.ofYear(59), 2023, 3, 1), (.ofYear(364), 2023, 12, 31),
            (.weekday(.thursday, week: 1, month: 2), 2024, 2, 1),
            (.weekday(.thursday, week: 5, month: 2), 2024, 2, 29),
            (.weekday(.wednesday, week: 5, month: 2), 2024, 2, 28),
            (.weekday(.sunday, week: 2, month: 3), 2024, 3, 10),
            (.weekday(.sunday, week: 5, month: 9), 2024, 9, 29),
        ]
        for (day, year, month, number) in moments {
            // Daylight time of one second lasts for a year from there: only its start is looked at.
            let summer = ZonePhase(offsetSeconds: 1, isDaylight: true, abbreviation: "D")
            let moment = YearlyMoment(day: day, secondOfDay: 0)
            let ends = YearlyMoment(day: day, secondOfDay: -86_399)
            let tail = ZoneTail(
                standard: Self.standard,
                daylight: .init(phase: summer, begins: moment, ends: ends),
            )
            let zone = try ZoneRules(name: "test", initial: Self.standard, tail: tail)
            let start = try Instant(
                microseconds: LocalTime(startOf: date(year, month, number)).microseconds
            )
            #expect(zone.phase(at: start).isDaylight, "\(day) \(year)")
            let before = try start.adding(microseconds: -1)
            #expect(!zone.phase(at: before).isDaylight, "\(day) \(year)")
        }
    }

    @Test func `daylight time that ends where it begins never ends`() throws {
        let summer = ZonePhase(offsetSeconds: 3_600, isDaylight: true, abbreviation: "D")
        let ends = YearlyMoment(day: .ofCommonYear(365), secondOfDay: 25 * 3_600)
        let tail = ZoneTail(
            standard: Self.standard,
            daylight: .init(phase: summer, begins: Self.january, ends: ends),
        )
        let zone = try ZoneRules(name: "test", initial: Self.standard, tail: tail)
        forEachSeed(300) { random in
            let count = Int64.random(in: -62_135_596_800...253_402_300_799, using: &random)
            try #require(zone.phase(at: try Instant(seconds: count)) == summer)
        }
        for year in [2023, 2024, 2025] {
            let newYear = try zone.startOfDay(date(year, 1, 1))
            for step in [-3_600, -1, 0, 1, 3_599, 3_600] {
                let instant = try newYear.adding(microseconds: Int64(step) * Microseconds.inSecond)
                #expect(zone.phase(at: instant) == summer, "\(year) \(step)")
            }
        }
    }

    @Test func `zones are equal when their names and rules are`() throws {
        let central = try centralEurope()
        #expect(central == (try centralEurope()))
        #expect(central.hashValue == (try centralEurope()).hashValue)
        #expect(central != .utc)
        #expect(try zone(hours: [0, 1]) != zone(hours: [0, 2]))
    }

    @Test func `at the ends of time a zone refuses what lies outside`() throws {
        let (east, west) = (try zone(hours: [2, 2]), try zone(hours: [-2, -2]))
        #expect(throws: TimeError.dateOutOfRange) { try east.localTime(of: .latest) }
        #expect(throws: TimeError.dateOutOfRange) { try west.localTime(of: .earliest) }
        #expect(throws: TimeError.instantOutOfRange) { try east.startOfDay(.earliest) }
        #expect(throws: TimeError.dateOutOfRange) { try east.day(.latest) }
        #expect(east.offsetSeconds(at: .latest) == 7_200)
    }
}
