/// What an account may use of something metered: grants, burned down by usage, period by period.
///
/// Times are kept to the minute: acts count from the start of theirs, and a read takes in all of
/// its own.
package struct MeteredEntitlement: Hashable, Sendable {
    /// Usage before it is not counted.
    package let measuresFrom: Instant
    /// Whether usage may go on when nothing is left.
    package let isSoftLimit: Bool
    /// Whether usage that no grant paid for is still owed in the period behind.
    package let preservesOverage: Bool
    package let aggregation: UsageAggregation
    package private(set) var periods: UsagePeriods
    package private(set) var grants: [Grant] = []
    /// The resets that somebody asked for; the end of each period is one as well.
    package private(set) var resets: [BalanceReset] = []

    /// What each reset leaves, no more and no less.
    package struct Allowance: Hashable, Sendable {
        package let amount: PreciseAmount
        package let priority: Int

        package init(_ amount: PreciseAmount, priority: Int = 1) {
            self.amount = amount
            self.priority = priority
        }
    }

    /// The grant that an allowance makes.
    package static var allowanceID: GrantID { GrantID("allowance") }

    package init(
        measuresFrom: Instant,
        anchor: Instant,
        interval: CalendarDuration,
        zone: ZoneRules = .utc,
        isSoftLimit: Bool = false,
        preservesOverage: Bool = false,
        aggregation: UsageAggregation = .sum,
        allowance: Allowance? = nil,
    ) throws {
        self.measuresFrom = measuresFrom.minute
        self.isSoftLimit = isSoftLimit
        self.preservesOverage = preservesOverage
        self.aggregation = aggregation
        let recurrence = try Recurrence(anchor: anchor.minute, interval: interval, zone: zone)
        periods = try UsagePeriods(from: self.measuresFrom, by: recurrence)
        if let allowance, !allowance.amount.isZero { try record(grant(of: allowance)) }
    }

    /// Never expires and rolls over as it was: so each period starts with the same amount.
    private func grant(of allowance: Allowance) throws(GrantError) -> Grant {
        try Grant(
            id: Self.allowanceID,
            amount: allowance.amount,
            priority: allowance.priority,
            life: GrantLife(effectiveAt: measuresFrom),
            rollover: GrantRollover(minimum: allowance.amount, maximum: allowance.amount),
        )
    }
}

// MARK: - Acts

extension MeteredEntitlement {
    /// Issues a grant now, which takes effect in the current period or later.
    package mutating func issue(_ grant: Grant, now: Instant) throws {
        guard grant.amount.isPositive else { throw EntitlementError.grantNotPositive(grant.id) }
        let start = try periods.period(containing: now).from
        guard grant.life.effectiveAt.minute >= start else {
            throw EntitlementError.grantBeforePeriod(grant.id, start: start)
        }
        try record(grant)
    }

    /// Takes over a grant that was issued before, whenever that was.
    package mutating func record(_ grant: Grant) throws(GrantError) {
        guard !grants.contains(where: { $0.id == grant.id }) else {
            throw .duplicateGrant(grant.id)
        }
        var grant = grant
        grant.life.effectiveAt = grant.life.effectiveAt.minute
        grant.life.deletedAt = grant.life.deletedAt?.minute
        grant.life.voidedAt = grant.life.voidedAt?.minute
        grants.append(grant)
    }

    /// Takes away what is left of a grant; what was burned stays burned.
    package mutating func void(_ id: GrantID, at instant: Instant) throws {
        guard let place = grants.firstIndex(where: { $0.id == id }) else {
            throw GrantError.unknownGrant(id)
        }
        guard grants[place].life.voidedAt == nil else { throw EntitlementError.grantVoided(id) }
        grants[place].life.voidedAt = instant.minute
    }

    /// Ends the current period. Whether overage is still owed is up to the entitlement, unless
    /// said otherwise.
    package mutating func reset(
        at instant: Instant,
        now: Instant,
        retainsAnchor: Bool,
        preservesOverage: Bool? = nil,
    ) throws {
        guard instant <= now else { throw EntitlementError.resetInFuture }
        let minute = instant.minute
        let current = try periods.period(containing: now).from
        guard minute >= current else { throw EntitlementError.resetBeforePeriod(start: current) }
        guard resets.last?.at != minute else { throw EntitlementError.resetTwice }
        try periods.restart(at: minute, retainsAnchor: retainsAnchor)
        let preserves = preservesOverage ?? self.preservesOverage
        resets.append(BalanceReset(at: minute, preservesOverage: preserves))
    }
}

extension Instant {
    /// The start of its minute.
    var minute: Instant { truncated(toMicroseconds: Microseconds.inMinute) }

    /// Its minute's start where it is that, otherwise the next.
    func roundedUpToMinute() throws(TimeError) -> Instant {
        minute == self ? self : try minute.adding(microseconds: Microseconds.inMinute)
    }
}
