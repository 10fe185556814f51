/// An event as a query of a meter sees it.
package struct MeteredEvent: Hashable, Sendable {
    package var type: String
    package var subject: String
    package var time: Instant
    /// When it was stored; the time of the event where nobody wrote it down.
    package var storedAt: Instant
    package var data: EventData

    package init(
        type: String,
        subject: String,
        time: Instant,
        storedAt: Instant? = nil,
        data: EventData,
    ) {
        self.type = type
        self.subject = subject
        self.time = time
        self.storedAt = storedAt ?? time
        self.data = data
    }
}

/// What became of an event that was shown to a query.
package enum MeterOutcome: Hashable, Sendable {
    case counted
    /// It belongs to the query, but its value is unusable.
    case setAside(EventFault)
    case leftOut(Reason)

    package enum Reason: Hashable, Sendable {
        case type, subject, time, storedAt, filter
    }
}
