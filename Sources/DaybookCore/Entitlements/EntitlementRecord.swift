/// An entitlement as it was agreed, with everything that was done to it since.
package struct EntitlementRecord: Hashable, Sendable {
    package let id: RecordID
    package let account: RecordID
    /// The key of the product that may be used.
    package let product: String
    package var terms: Terms
    package let activeFrom: Instant
    package var activeTo: Instant?
    package var deletedAt: Instant?
    package let createdAt: Instant
    package var note: String?
    package var grants: [Grant]
    /// In order of time.
    package var resets: [UsageReset]

    package enum Terms: Hashable, Sendable {
        case boolean
        case fixed(config: String)
        case metered(MeteredTerms)
    }

    package init(
        id: RecordID,
        account: RecordID,
        product: String,
        terms: Terms,
        activeFrom: Instant,
        activeTo: Instant? = nil,
        deletedAt: Instant? = nil,
        createdAt: Instant,
        note: String? = nil,
        grants: [Grant] = [],
        resets: [UsageReset] = [],
    ) {
        self.id = id
        self.account = account
        self.product = product
        self.terms = terms
        self.activeFrom = activeFrom
        self.activeTo = activeTo
        self.deletedAt = deletedAt
        self.createdAt = createdAt
        self.note = note
        self.grants = grants
        self.resets = resets
    }

    /// What may be used because of it.
    package func entitlement() throws -> Entitlement {
        let kind: Entitlement.Kind =
            switch terms {
            case .boolean: .boolean
            case .fixed(let config): .fixed(config: config)
            case .metered(let terms): .metered(try terms.entitlement(grants, resets))
            }
        return Entitlement(
            kind,
            activeFrom: activeFrom,
            activeTo: activeTo,
            deletedAt: deletedAt
        )
    }
}

/// What was agreed of something metered.
package struct MeteredTerms: Hashable, Sendable {
    package let measuresFrom: Instant
    package let anchor: Instant
    package let interval: CalendarDuration
    /// On whose wall clock periods begin and end.
    package let zone: ZoneRules
    package var isSoftLimit: Bool
    package let preservesOverage: Bool
    package let aggregation: UsageAggregation
    /// What each period begins with; nil where there are grants alone.
    package let allowance: MeteredEntitlement.Allowance?

    package init(
        measuresFrom: Instant,
        anchor: Instant,
        interval: CalendarDuration,
        zone: ZoneRules,
        isSoftLimit: Bool,
        preservesOverage: Bool,
        aggregation: UsageAggregation,
        allowance: MeteredEntitlement.Allowance?,
    ) {
        self.measuresFrom = measuresFrom
        self.anchor = anchor
        self.interval = interval
        self.zone = zone
        self.isSoftLimit = isSoftLimit
        self.preservesOverage = preservesOverage
        self.aggregation = aggregation
        self.allowance = allowance
    }

    /// With the grants and the resets that there were.
    package func entitlement(
        _ grants: [Grant],
        _ resets: [UsageReset],
    ) throws -> MeteredEntitlement {
        var entitlement = try MeteredEntitlement(
            measuresFrom: measuresFrom,
            anchor: anchor,
            interval: interval,
            zone: zone,
            isSoftLimit: isSoftLimit,
            preservesOverage: preservesOverage,
            aggregation: aggregation,
            allowance: allowance
        )
        for grant in grants { try entitlement.record(grant) }
        for reset in resets { try entitlement.reset(reset, now: reset.at) }
        return entitlement
    }
}

/// A reset that somebody asked for.
package struct UsageReset: Hashable, Sendable {
    package let at: Instant
    package let retainsAnchor: Bool
    /// Nil: as the entitlement says.
    package let preservesOverage: Bool?

    package init(at: Instant, retainsAnchor: Bool, preservesOverage: Bool?) {
        self.at = at
        self.retainsAnchor = retainsAnchor
        self.preservesOverage = preservesOverage
    }
}

extension MeteredEntitlement {
    package mutating func reset(_ reset: UsageReset, now: Instant) throws {
        try self.reset(
            at: reset.at,
            now: now,
            retainsAnchor: reset.retainsAnchor,
            preservesOverage: reset.preservesOverage
        )
    }
}
