/// When the lines that a customer's pending invoice gathers are put on an invoice.
package enum CollectionAlignment: Hashable, Sendable {
    /// As soon as the first of them is due.
    case subscription
    /// On the customer's billing days, all together.
    case anchored(Recurrence)

    /// The alignment that a profile names.
    package init(
        named name: String,
        interval: CalendarDuration? = nil,
        anchor: Instant? = nil,
        zone: ZoneRules,
    ) throws(CollectionError) {
        switch name {
        case "subscription": self = .subscription
        case "anchored":
            guard let interval, let anchor else { throw .anchorMissing }
            do throws(TimeError) {
                self = .anchored(
                    try Recurrence(anchor: anchor, interval: interval, zone: zone)
                )
            } catch {
                throw .time(error)
            }
        case _: throw .unknownAlignment(name)
        }
    }

    /// When pending lines are next collected: at the earliest time one of them is due, or on the
    /// first billing day from then on. Nil where none is pending.
    package func nextCollection(of lines: [CollectionLine]) throws(CollectionError) -> Instant? {
        let due = lines.lazy.filter { !$0.isDeleted }.map(\.invoiceAt).min()
        guard let due else { return nil }
        switch self {
        case .subscription: return due
        case .anchored(let days):
            do throws(TimeError) { return try days.next(after: due, .inclusive) } catch {
                throw .time(error)
            }
        }
    }

    /// Up to when a run puts lines on invoices: the last billing day up to the run's own date.
    package func cutOff(asOf moment: Instant) throws(CollectionError) -> Instant {
        switch self {
        case .subscription: return moment
        case .anchored(let days):
            do throws(TimeError) { return try days.previous(before: moment, .inclusive) } catch {
                throw .time(error)
            }
        }
    }
}

/// As much of a line as its collection looks at.
package struct CollectionLine: Hashable, Sendable {
    package let invoiceAt: Instant
    /// Whether its quantity comes from usage, which may arrive late.
    package let isMetered: Bool
    package let isDeleted: Bool
    /// When its own collection ends, instead of the interval after it is due.
    package let collectionEndsAt: Instant?

    package init(
        invoiceAt: Instant,
        isMetered: Bool = false,
        isDeleted: Bool = false,
        collectionEndsAt: Instant? = nil,
    ) {
        self.invoiceAt = invoiceAt
        self.isMetered = isMetered
        self.isDeleted = isDeleted
        self.collectionEndsAt = collectionEndsAt
    }
}

/// Why the times of an invoice cannot be computed.
package enum CollectionError: Error, Hashable, Sendable {
    case unknownAlignment(String)
    /// An anchored alignment needs an anchor and an interval.
    case anchorMissing
    case time(TimeError)
}

extension CollectionError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownAlignment(let name):
            "\(name) is no alignment: subscription and anchored are"
        case .anchorMissing: "an anchored collection needs an anchor and an interval"
        case .time(let error): "\(error)"
        }
    }
}
