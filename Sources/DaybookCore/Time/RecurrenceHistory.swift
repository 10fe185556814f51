/// Recurrences that followed one another, each in force from a time on.
package struct RecurrenceHistory: Hashable, Sendable {
    private let entries: [Entry]

    private struct Entry: Hashable, Sendable {
        let since: Instant
        let recurrence: Recurrence
    }

    /// Nil when there is none.
    package init?(_ entries: [(since: Instant, recurrence: Recurrence)]) {
        guard !entries.isEmpty else { return nil }
        self.entries = entries.map { Entry(since: $0.since, recurrence: $0.recurrence) }
            .sorted { $0.since < $1.since }
    }

    /// The period around a time, cut where its recurrence came into force and where the next one
    /// did. Before the first, it is the first period.
    package func period(at instant: Instant) throws(TimeError) -> Period<Instant> {
        let index = entries.lastIndex { $0.since <= instant } ?? 0
        let entry = entries[index]
        let at = max(instant, entry.since)
        let period = try entry.recurrence.period(containing: at)
        let next = index + 1 < entries.count ? entries[index + 1].since : nil
        return try Period(
            from: max(period.from, entry.since),
            to: next.map { min($0, period.to) } ?? period.to
        )
    }
}
