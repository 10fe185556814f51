import DaybookCore
import TestRigs
import Testing

@Suite struct InstantTests {
    @Test func `an instant counts seconds and milliseconds downward before 1970`() throws {
        for row in try TestFolder().rows("TimeInstants.tsv") {
            let instant = try Instant(microseconds: Int64(row.integer(0)))
            #expect(instant.milliseconds == Int64(try row.integer(1)), "\(row)")
            #expect(instant.seconds == Int64(try row.integer(2)), "\(row)")
            let minute = instant.truncated(toMicroseconds: Microseconds.inMinute)
            #expect(minute.seconds == Int64(try row.integer(3)), "\(row)")
            let local = try LocalTime(microseconds: instant.microseconds)
            #expect(local.date == (try row.date(4)), "\(row)")
            let clock = [local.hour, local.minute, local.second, local.microsecond]
            #expect(clock.map(String.init).joined(separator: ":") == row[5], "\(row)")
            #expect(try Instant(milliseconds: instant.milliseconds).seconds == instant.seconds)
            #expect(try Instant(seconds: instant.seconds) <= instant)
        }
    }

    @Test func `nothing leaves the years 0001 to 9999`() throws {
        #expect(Instant.earliest.seconds == -62_135_596_800)
        #expect(Instant.latest.microseconds == 253_402_300_799_999_999)
        for step in [1, Int64.max] {
            #expect(throws: TimeError.instantOutOfRange) {
                try Instant.latest.adding(microseconds: step)
            }
            #expect(throws: TimeError.instantOutOfRange) {
                try Instant.earliest.adding(microseconds: -step)
            }
        }
        for count in [Int64.min, .max, 253_402_300_800_000_000, -62_135_596_800_000_001] {
            #expect(throws: TimeError.instantOutOfRange) { try Instant(microseconds: count) }
            #expect(throws: TimeError.instantOutOfRange) { try Instant(milliseconds: count) }
            #expect(throws: TimeError.instantOutOfRange) { try Instant(seconds: count) }
            #expect(throws: TimeError.dateOutOfRange) { try LocalTime(microseconds: count) }
        }
        let whole = Instant.latest.microseconds(since: .earliest)
        #expect(try Instant.earliest.adding(microseconds: whole) == .latest)
    }

    @Test func `a day has no time beyond its last microsecond`() throws {
        let day = try date(2024, 2, 29)
        let refused = [(24, 0, 0, 0), (23, 60, 0, 0), (23, 59, 60, 0), (0, 0, 0, 1_000_000)]
        for (hour, minute, second, microsecond) in refused + [(-1, 0, 0, 0)] {
            #expect(throws: TimeError.noSuchTimeOfDay) {
                try LocalTime(
                    date: day,
                    hour: hour,
                    minute: minute,
                    second: second,
                    microsecond: microsecond,
                )
            }
        }
        for count in [-1, Microseconds.inDay] {
            #expect(throws: TimeError.noSuchTimeOfDay) {
                try LocalTime(date: day, microsecondOfDay: count)
            }
        }
        let last = try LocalTime(date: day, microsecondOfDay: Microseconds.inDay - 1)
        #expect(try last.adding(microseconds: 1) == LocalTime(startOf: day.adding(days: 1)))
    }
}
