/// Instants at a steady interval from an anchor, on the wall clock of a zone.
package struct Recurrence: Recurring, Hashable {
    package let anchor: Instant
    package let interval: CalendarDuration
    package let zone: ZoneRules
    private let step: RecurrenceStep
    private let anchorDate: RecurrenceAnchorDate
    private let anchorMicrosecondOfDay: Int64

    /// A recurrence by an interval above zero.
    package init(
        anchor: Instant,
        interval: CalendarDuration,
        zone: ZoneRules,
    ) throws(TimeError) {
        self.anchor = anchor
        self.interval = interval
        self.zone = zone
        step = try RecurrenceStep(interval)
        let local = try zone.localTime(of: anchor)
        anchorDate = RecurrenceAnchorDate(local.date)
        anchorMicrosecondOfDay = local.microsecondOfDay
    }

    /// The anchor n intervals on: years, months, weeks and days on the wall clock, which takes the
    /// earlier of two equal local times and shifts one that a gap swallows, then the exact part.
    package func occurrence(_ n: Int) throws(TimeError) -> Instant {
        // The anchor may be the later of two equal local times: it stays what it is.
        if n == 0 { return anchor }
        let exact = try step.microseconds.times(Int64(n), orThrow: .instantOutOfRange)
        guard step.hasCalendarPart else { return try anchor.adding(microseconds: exact) }
        let date = try anchorDate.moved(by: step, times: n)
        let local = try LocalTime(date: date, microsecondOfDay: anchorMicrosecondOfDay)
        let instant = try zone.instant(of: local)
        return exact == 0 ? instant : try instant.adding(microseconds: exact)
    }

    package func estimatedIndex(of bound: Instant) -> Int {
        step.estimatedCount(inMicroseconds: bound.microseconds(since: anchor))
    }
}
