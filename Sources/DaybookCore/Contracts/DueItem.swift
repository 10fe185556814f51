/// What one period of a contract item owes, and when: the unit that billing bills once.
package struct DueItem: Hashable, Sendable {
    package let key: DueKey
    package let item: PricedItem
    /// What is billed: the part of the full period in which the item is active.
    package let service: Period<Instant>
    /// What a full amount would pay for.
    package let fullService: Period<Instant>
    /// The period that is billed together with others.
    package let billing: Period<Instant>

    /// When it may stand on an invoice: what is paid in advance with the billing period's start,
    /// all else when both the service and the billing period are over.
    package var invoiceAt: Instant {
        if case .flat(_, .inAdvance)? = item.terms?.price { return billing.from }
        return max(service.to, billing.to)
    }
}

/// The name under which an item's period is billed, once and never again.
package struct DueKey: Hashable, Sendable {
    package let phase: String
    package let item: String
    /// Counted from nought, as changes have made them.
    package let version: Int
    /// Counted from nought; nil for what is charged once.
    package let period: Int?

    package init(phase: String, item: String, version: Int, period: Int?) {
        self.phase = phase
        self.item = item
        self.version = version
        self.period = period
    }

    package var withoutPhase: String {
        let version = "\(item)/v[\(version)]"
        return period.map { "\(version)/period[\($0)]" } ?? version
    }
}

extension DueKey: CustomStringConvertible {
    package var description: String { "\(phase)/\(withoutPhase)" }
}
