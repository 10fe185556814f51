package import DaybookCore

/// A usage event as the ledger keeps it.
package struct EventRecord: Hashable, Sendable {
    /// Its number in the ledger: the order in which events were stored.
    package let row: Int64
    package let event: UsageEvent
    package let storedAt: Instant
    package let deletedAt: Instant?
    /// Why nobody will pay for it as things stand; nil where somebody will.
    package let obstacle: BillingObstacle?

    var time: Instant { event.time ?? storedAt }
}

/// Why an event is not billed.
package enum BillingObstacle: String, CaseIterable, Hashable, Sendable {
    /// No meter takes events of its type.
    case unmeteredType = "unmetered_type"
    /// Its subject means no account at its time.
    case unknownSubject = "unknown_subject"
    /// No contract of its account charges at its time for anything that a meter of its type counts.
    case outOfContract = "out_of_contract"
    /// Where the meters of its type look for a quantity there is none.
    case noQuantity = "no_quantity"
}

/// Which events a list shows, newest first.
package struct EventFilter: Sendable {
    package var subject: String?
    package var type: String?
    package var from: Instant?
    package var to: Instant?
    /// Only those that are not billed.
    package var isUnbilled = false
    /// Goes on behind the event with this number.
    package var after: Int64?

    package init() {}
}
