/// A time of day on a civil date, to the microsecond, as a clock on the wall shows it.
///
/// Only a zone tells which instant it was: some local times come twice, some not at all.
package struct LocalTime: Comparable, Hashable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00 on the same clock. One number, and no date with a
    /// time beside it, makes going from and to an instant one addition.
    package let microseconds: Int64

    /// The local time that many microseconds after 1970-01-01T00:00:00.
    package init(microseconds: Int64) throws(TimeError) {
        guard supportedMicroseconds.contains(microseconds) else { throw .dateOutOfRange }
        self.microseconds = microseconds
    }

    package init(date: CivilDate, microsecondOfDay: Int64) throws(TimeError) {
        guard microsecondOfDay >= 0, microsecondOfDay < Microseconds.inDay else {
            throw .noSuchTimeOfDay
        }
        microseconds = Int64(date.dayNumber) * Microseconds.inDay + microsecondOfDay
    }

    package init(
        date: CivilDate,
        hour: Int,
        minute: Int,
        second: Int = 0,
        microsecond: Int = 0,
    ) throws(TimeError) {
        guard 0..<24 ~= hour, 0..<60 ~= minute, 0..<60 ~= second, 0..<1_000_000 ~= microsecond
        else { throw .noSuchTimeOfDay }
        let seconds = Int64((hour * 60 + minute) * 60 + second)
        let microsecondOfDay = seconds * Microseconds.inSecond + Int64(microsecond)
        try self.init(date: date, microsecondOfDay: microsecondOfDay)
    }

    /// Midnight, where the date begins.
    package init(startOf date: CivilDate) {
        microseconds = Int64(date.dayNumber) * Microseconds.inDay
    }

    package var date: CivilDate {
        let day = microseconds.floored(by: Microseconds.inDay).quotient
        guard let date = try? CivilDate(dayNumber: Int(day)) else {
            preconditionFailure("the date of a local time is in range, as the time is")
        }
        return date
    }

    package var microsecondOfDay: Int64 {
        microseconds.floored(by: Microseconds.inDay).remainder
    }

    package var hour: Int { Int(microsecondOfDay / Microseconds.inHour) }
    package var minute: Int { Int(microsecondOfDay / Microseconds.inMinute % 60) }
    package var second: Int { Int(microsecondOfDay / Microseconds.inSecond % 60) }
    package var microsecond: Int { Int(microsecondOfDay % Microseconds.inSecond) }

    package func adding(microseconds more: Int64) throws(TimeError) -> LocalTime {
        try LocalTime(microseconds: microseconds.plus(more, orThrow: .dateOutOfRange))
    }

    package static func < (left: LocalTime, right: LocalTime) -> Bool {
        left.microseconds < right.microseconds
    }
}
