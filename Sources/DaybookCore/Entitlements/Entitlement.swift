/// What an account may use of one product, and from when to when.
package struct Entitlement: Hashable, Sendable {
    package let kind: Kind
    package let activeFrom: Instant
    /// The first instant at which it has ended; nil while no end is known.
    package let activeTo: Instant?
    package let deletedAt: Instant?

    package enum Kind: Hashable, Sendable {
        /// Access, and nothing to count.
        case boolean
        /// Access, with a text that says to what.
        case fixed(config: String)
        case metered(MeteredEntitlement)
    }

    package init(
        _ kind: Kind,
        activeFrom: Instant,
        activeTo: Instant? = nil,
        deletedAt: Instant? = nil,
    ) {
        self.kind = kind
        self.activeFrom = activeFrom
        self.activeTo = activeTo
        self.deletedAt = deletedAt
    }

    /// Whether it may be used at an instant, and what is known then.
    package func access(at instant: Instant, usage: UsageSeries) throws -> EntitlementAccess {
        if let obstacle = obstacle(at: instant) { return EntitlementAccess(obstacle: obstacle) }
        switch kind {
        case .boolean:
            return EntitlementAccess()
        case .fixed(let config):
            return EntitlementAccess(config: config)
        case .metered(let metered):
            let value = try metered.value(at: instant, usage: usage)
            let obstacle = metered.hasAccess(with: value) ? nil : AccessObstacle.usedUp
            return EntitlementAccess(obstacle: obstacle, value: value)
        }
    }

    private func obstacle(at instant: Instant) -> AccessObstacle? {
        if let deletedAt, deletedAt <= instant { return .deleted }
        if instant < activeFrom { return .notYetActive }
        if let activeTo, activeTo <= instant { return .ended }
        return nil
    }
}

/// Whether something may be used, and if not, why.
package struct EntitlementAccess: Hashable, Sendable {
    package let obstacle: AccessObstacle?
    /// What a fixed entitlement says.
    package let config: String?
    /// What is left of a metered one.
    package let value: EntitlementBalance?

    init(obstacle: AccessObstacle? = nil, config: String? = nil, value: EntitlementBalance? = nil) {
        self.obstacle = obstacle
        self.config = config
        self.value = value
    }

    package var hasAccess: Bool { obstacle == nil }
}

/// Why something may not be used.
package enum AccessObstacle: String, Hashable, Sendable {
    case notYetActive = "not-yet-active"
    case ended
    case deleted
    /// Nothing is left, and the limit is a hard one.
    case usedUp = "used-up"
}
