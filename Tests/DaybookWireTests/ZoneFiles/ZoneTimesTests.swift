import DaybookCore
import DaybookWire
import TestRigs
import Testing

/// Compares with tables that another implementation wrote: see Tests/Generators.
@Suite struct ZoneTimesTests {
    @Test func `clocks show what they should at every instant`() throws {
        var zone = ZoneRules.utc
        for row in try TestFolder().rows("ZoneLocalTimes.tsv") {
            if zone.name != row[0] { zone = try installedZone(row[0]) }
            let instant = try Instant(iso8601: row[1])
            #expect(try zone.localTime(of: instant).iso8601 == row[2], "\(row)")
            #expect("\(zone.offsetSeconds(at: instant))" == row[3], "\(row)")
            #expect(zone.phase(at: instant).abbreviation == row[4], "\(row)")
        }
    }

    @Test func `a local time comes once, twice or never`() throws {
        var zone = ZoneRules.utc
        for row in try TestFolder().rows("ZoneResolutions.tsv") {
            if zone.name != row[0] { zone = try installedZone(row[0]) }
            let local = try LocalTime(iso8601: row[1])
            let first = try Instant(iso8601: row[3])
            let second = row[4].isEmpty ? first : try Instant(iso8601: row[4])
            let expected: LocalResolution =
                switch row[2] {
                case "unique": .unique(first)
                case "ambiguous": .ambiguous(earlier: first, later: second)
                case _: .gap(transition: first, shifted: second)
                }
            #expect(try zone.instants(of: local) == expected, "\(row)")
            let instant = row[2] == "gap" ? second : first
            #expect(try zone.instant(of: local) == instant, "\(row)")
        }
    }

    @Test func `a day has other than 24 hours exactly where the zone says`() throws {
        var expected: [String: [String: Int64]] = [:]
        var ends: [(zone: String, end: CivilDate)] = []
        for row in try TestFolder().rows("ZoneDayLengths.tsv") {
            if row[2] == "end" {
                ends.append((row[0], try CivilDate(iso8601: row[1])))
            } else {
                expected[row[0], default: [:]][row[1]] = Int64(row[2])
            }
        }
        for (name, end) in ends {
            let zone = try installedZone(name)
            var found: [String: Int64] = [:]
            var date = try CivilDate(iso8601: "2000-01-01")
            var start = try zone.startOfDay(date)
            while date < end {
                let next = try date.adding(days: 1)
                let following = try zone.startOfDay(next)
                let length = following.microseconds(since: start)
                if length != Microseconds.inDay {
                    found[date.iso8601] = length / Microseconds.inSecond
                    #expect(try zone.day(date).lengthMicroseconds == length, "\(name) \(date)")
                }
                (date, start) = (next, following)
            }
            #expect(found == expected[name] ?? [:], "\(name)")
        }
    }

    @Test func `months of a zone begin and end with its days`() throws {
        // Kill Bill's case of usage in a zone over the change of March.
        let zone = try installedZone("America/New_York")
        let events = [
            "2023-03-01T04:00:00-05:00", "2023-03-15T00:00:00-04:00", "2023-03-31T23:59:00-04:00",
            "2023-04-01T00:00:00-04:00", "2023-04-01T00:01:00-04:00", "2023-04-15T00:00:00-04:00",
            "2023-04-30T23:59:00-04:00", "2023-05-01T00:00:00-04:00", "2023-05-01T00:01:00-04:00",
        ]
        let instants = try events.map { try Instant(iso8601: $0) }
        let counts = try ["2023-03-01", "2023-04-01", "2023-05-01"].map { first in
            let month = try zone.month(of: CivilDate(iso8601: first))
            return instants.count { month.contains($0) }
        }
        #expect(counts == [3, 4, 2])
        let march = try zone.month(of: CivilDate(iso8601: "2023-03-15"))
        #expect(march.lengthMicroseconds == (31 * 24 - 1) * Microseconds.inHour)
    }
}
