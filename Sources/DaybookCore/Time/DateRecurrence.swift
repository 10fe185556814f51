/// Civil dates at a steady interval from an anchor.
package struct DateRecurrence: Recurring, Hashable {
    package let interval: CalendarDuration
    private let step: RecurrenceStep
    private let anchorDate: RecurrenceAnchorDate

    /// A recurrence by an interval above zero that has no hours or smaller units.
    package init(anchor: CivilDate, interval: CalendarDuration) throws(TimeError) {
        guard !interval.hasExactPart else { throw .durationHasTimeOfDay }
        self.interval = interval
        step = try RecurrenceStep(interval)
        anchorDate = RecurrenceAnchorDate(anchor)
    }

    package var anchor: CivilDate { anchorDate.date }

    package func occurrence(_ n: Int) throws(TimeError) -> CivilDate {
        try anchorDate.moved(by: step, times: n)
    }

    package func estimatedIndex(of bound: CivilDate) -> Int {
        let elapsed = Int64(anchor.days(until: bound)) * Microseconds.inDay
        return step.estimatedCount(inMicroseconds: elapsed)
    }
}
