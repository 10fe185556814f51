extension CivilDate {
    /// The date `count` durations later, or earlier where the count is negative: months first,
    /// with the given rule at a month's end, then days.
    package func adding(
        _ duration: CalendarDuration,
        times count: Int = 1,
        monthEnd: MonthEnd = .clamp,
    ) throws(TimeError) -> CivilDate {
        guard !duration.hasExactPart else { throw .durationHasTimeOfDay }
        return try addingCalendarPart(of: duration, times: count, monthEnd: monthEnd)
    }

    fileprivate func addingCalendarPart(
        of duration: CalendarDuration,
        times count: Int,
        monthEnd: MonthEnd,
    ) throws(TimeError) -> CivilDate {
        let months = try duration.totalMonths.times(count, orThrow: .dateOutOfRange)
        let days = try duration.totalDays.times(count, orThrow: .dateOutOfRange)
        let moved = months == 0 ? self : try adding(months: months, monthEnd: monthEnd)
        return try moved.adding(days: days)
    }
}

extension LocalTime {
    /// The local time `count` durations later on a clock that no zone ever changes.
    package func adding(
        _ duration: CalendarDuration,
        times count: Int = 1,
        monthEnd: MonthEnd = .clamp,
    ) throws(TimeError) -> LocalTime {
        let exact = try duration.exactMicroseconds
            .times(Int64(count), orThrow: .dateOutOfRange)
        return try addingCalendarPart(of: duration, times: count, monthEnd: monthEnd)
            .adding(microseconds: exact)
    }

    fileprivate func addingCalendarPart(
        of duration: CalendarDuration,
        times count: Int,
        monthEnd: MonthEnd,
    ) throws(TimeError) -> LocalTime {
        let moved = try date.addingCalendarPart(of: duration, times: count, monthEnd: monthEnd)
        return try LocalTime(date: moved, microsecondOfDay: microsecondOfDay)
    }
}

extension Instant {
    /// The instant `count` durations later: the calendar part on the zone's wall clock, then the
    /// exact part in elapsed time.
    package func adding(
        _ duration: CalendarDuration,
        times count: Int = 1,
        in zone: ZoneRules,
        monthEnd: MonthEnd = .clamp,
    ) throws(TimeError) -> Instant {
        let exact = try duration.exactMicroseconds
            .times(Int64(count), orThrow: .instantOutOfRange)
        // Without a calendar part the wall clock is left alone: of two equal local times in
        // autumn the later would come back as the earlier.
        guard duration.hasCalendarPart, count != 0 else {
            return try adding(microseconds: exact)
        }
        let local = try zone.localTime(of: self)
            .addingCalendarPart(of: duration, times: count, monthEnd: monthEnd)
        return try zone.instant(of: local).adding(microseconds: exact)
    }
}
