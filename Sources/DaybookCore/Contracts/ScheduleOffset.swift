/// How long after a contract's start something begins: months, days and an exact part, each of
/// which may be moved back and forth without a day being lost at the end of a month.
package struct ScheduleOffset: Hashable, Sendable {
    package private(set) var months = 0
    package private(set) var days = 0
    package private(set) var microseconds: Int64 = 0

    package static let none = ScheduleOffset()

    package init(months: Int = 0, days: Int = 0, microseconds: Int64 = 0) {
        self.months = months
        self.days = days
        self.microseconds = microseconds
    }

    package init(_ duration: CalendarDuration) {
        months = duration.totalMonths
        days = duration.totalDays
        microseconds = duration.exactMicroseconds
    }

    package func adding(_ duration: CalendarDuration, times count: Int = 1) -> ScheduleOffset {
        var sum = self
        sum.months += duration.totalMonths * count
        sum.days += duration.totalDays * count
        sum.microseconds += duration.exactMicroseconds * Int64(count)
        return sum
    }

    func adding(_ other: ScheduleOffset, times count: Int = 1) -> ScheduleOffset {
        var sum = self
        sum.months += other.months * count
        sum.days += other.days * count
        sum.microseconds += other.microseconds * Int64(count)
        return sum
    }

    /// The instant so long after another one, on the wall clock of a zone.
    func instant(after start: Instant, in zone: ZoneRules) throws(TimeError) -> Instant {
        var instant = start
        if months != 0 || days != 0 {
            let local = try zone.localTime(of: start)
            let moved = try local.date.adding(months: months, monthEnd: .clamp).adding(days: days)
            instant = try zone.instant(
                of: LocalTime(date: moved, microsecondOfDay: local.microsecondOfDay)
            )
        }
        return try instant.adding(microseconds: microseconds)
    }
}
