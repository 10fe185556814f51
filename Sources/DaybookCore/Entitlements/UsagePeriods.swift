// What lives in this folder: what an account may use. How grants are burned lives in `Grants`.

/// The periods that usage is counted in: a recurrence, and after each reset that moves the anchor
/// another one.
package struct UsagePeriods: Hashable, Sendable {
    /// A recurrence and the instant from which it counts; in order, at least one.
    private var entries: [Entry]

    private struct Entry: Hashable {
        let since: Instant
        let recurrence: Recurrence
    }

    /// Periods by a recurrence of at least an hour. The first may be short: it begins at `start`.
    package init(from start: Instant, by recurrence: Recurrence) throws(EntitlementError) {
        let interval = recurrence.interval
        guard interval.hasCalendarPart || interval.exactMicroseconds >= Microseconds.inHour else {
            throw .usagePeriodTooShort
        }
        entries = [Entry(since: start, recurrence: recurrence)]
    }

    /// The period of an instant; before the first period, that one.
    package func period(containing instant: Instant) throws(TimeError) -> Period<Instant> {
        let place = entries.lastIndex { $0.since <= instant } ?? 0
        let entry = entries[place]
        let whole = try entry.recurrence.period(containing: max(instant, entry.since))
        let next = place + 1 < entries.count ? entries[place + 1].since : whole.to
        return try Period(from: max(whole.from, entry.since), to: min(whole.to, next))
    }

    /// Every end of a period behind an instant, up to another.
    package func ends(after start: Instant, upTo end: Instant) throws -> [Instant] {
        var found: [Instant] = []
        for (place, entry) in entries.enumerated() where entry.since <= end {
            if place > 0 && entry.since > start { found.append(entry.since) }
            let next = place + 1 < entries.count ? entries[place + 1].since : nil
            let first = max(start, entry.since)
            var n = entry.recurrence.index(containing: first) + 1
            while let at = try? entry.recurrence.occurrence(n), at <= end,
                next.map({ at < $0 }) ?? true
            {
                guard found.count < BurnDownMoment.limit else {
                    throw GrantError.tooManySteps(limit: BurnDownMoment.limit)
                }
                found.append(at)
                n += 1
            }
        }
        return found
    }

    /// Begins a period at a reset, which lies in the current one; with its anchor moved there, or
    /// with the one it had.
    mutating func restart(at instant: Instant, retainsAnchor: Bool) throws(TimeError) {
        let place = entries.lastIndex { $0.since <= instant } ?? 0
        let old = entries[place].recurrence
        let recurrence =
            retainsAnchor
            ? old
            : try Recurrence(anchor: instant, interval: old.interval, zone: old.zone)
        entries.removeSubrange((place + 1)...)
        if entries[place].since == instant { entries.remove(at: place) }
        entries.append(Entry(since: instant, recurrence: recurrence))
    }
}
