/// By which terms an invoice waits for usage, for approval and for money.
package struct InvoiceSchedule: Hashable, Sendable {
    /// How long after a metered line is due its usage may still arrive.
    package var collectionInterval: CalendarDuration
    /// Whether it goes on by itself when the draft period is over.
    package var autoAdvances: Bool
    package var draftPeriod: CalendarDuration
    package var dueAfter: CalendarDuration
    /// In whose calendar days and months are added.
    package var zone: ZoneRules

    package init(
        collectionInterval: CalendarDuration,
        autoAdvances: Bool,
        draftPeriod: CalendarDuration,
        dueAfter: CalendarDuration,
        zone: ZoneRules,
    ) {
        self.collectionInterval = collectionInterval
        self.autoAdvances = autoAdvances
        self.draftPeriod = draftPeriod
        self.dueAfter = dueAfter
        self.zone = zone
    }

    /// When all usage of an invoice is in. Flat lines wait for nothing: nil where there are no
    /// others, unless one of them names an end of its own.
    package func collectionAt(_ lines: [CollectionLine]) throws(TimeError) -> Instant? {
        var last: Instant?
        for line in lines where !line.isDeleted {
            let end: Instant
            if let own = line.collectionEndsAt {
                end = own
            } else if line.isMetered {
                end = try line.invoiceAt.adding(collectionInterval, in: zone)
            } else {
                continue
            }
            last = max(last ?? end, end)
        }
        return last
    }

    /// Until when it stays a draft; nil where only a person ends that.
    package func draftUntil(
        createdAt: Instant,
        collectionAt: Instant?,
    ) throws(TimeError) -> Instant? {
        guard autoAdvances else { return nil }
        // A draft made late still has the whole of its draft period.
        return try max(collectionAt ?? createdAt, createdAt).adding(draftPeriod, in: zone)
    }

    /// When it is due, in whole seconds; nil as long as that depends on when somebody issues it.
    package func dueAt(draftUntil: Instant?, issuedAt: Instant?) throws(TimeError) -> Instant? {
        guard let start = autoAdvances ? draftUntil : issuedAt else { return nil }
        return try start.adding(dueAfter, in: zone)
            .truncated(toMicroseconds: Microseconds.inSecond)
    }
}
