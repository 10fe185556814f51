/// What is left of a metered entitlement at an instant.
package struct EntitlementBalance: Hashable, Sendable {
    package let usage: PreciseAmount
    package let balance: PreciseAmount
    package let overage: PreciseAmount
    /// What the grants of the period were good for: what was burned and what is left.
    package let totalAvailable: PreciseAmount
    package let periodStart: Instant
    /// Of each grant that had begun, also where nothing can be left of it.
    package let balances: GrantBalances
}

extension MeteredEntitlement {
    /// What is left at an instant, its minute taken in whole.
    package func value(at instant: Instant, usage: UsageSeries) throws -> EntitlementBalance {
        let at = try instant.roundedUpToMinute()
        let snapshot = try snapshot(at: at, usage)
        let begun = zip(grants, snapshot.balances.amounts).filter { grant, _ in
            grant.life.effectiveAt <= at
        }
        // What ends just now is no longer there, though only the time behind would take it away.
        let balances = GrantBalances(
            begun.map { ($0.id, $0.isActive(at: at) ? $1 : .zero) }
        )
        let balance = try balances.total()
        return EntitlementBalance(
            usage: snapshot.usage,
            balance: balance,
            overage: snapshot.overage,
            totalAvailable: try snapshot.grantUsage.plus(balance),
            periodStart: try periods.period(containing: at).from,
            balances: balances,
        )
    }

    /// Whether usage may go on.
    package func hasAccess(with value: EntitlementBalance) -> Bool {
        isSoftLimit || value.balance.isPositive
    }

    func snapshot(at instant: Instant, _ usage: UsageSeries) throws -> BalanceSnapshot {
        guard instant >= measuresFrom else {
            throw EntitlementError.beforeMeasurement(start: measuresFrom)
        }
        return try run(from: opening, until: instant, usage).closing()
    }

    /// Where everything begins: grants that are alive by then are full, the others have nothing.
    private var opening: BalanceSnapshot {
        BalanceSnapshot(
            at: measuresFrom,
            balances: GrantBalances(
                grants.map { ($0.id, $0.isActive(at: measuresFrom) ? $0.amount : .zero) }
            ),
            usageSince: measuresFrom,
        )
    }

    func run(
        from opening: BalanceSnapshot,
        until end: Instant,
        _ usage: UsageSeries,
    ) throws -> BurnDownRun {
        BurnDownRun(
            from: opening,
            until: end,
            grants: grants,
            usage: usage,
            aggregation: aggregation,
            resets: try resets(after: opening.at, upTo: end),
        )
    }

    /// The ends of periods with the setting of the entitlement, those asked for with their own.
    private func resets(after start: Instant, upTo end: Instant) throws -> [BalanceReset] {
        let asked = Dictionary(resets.map { ($0.at, $0) }, uniquingKeysWith: { $1 })
        return try periods.ends(after: start, upTo: end).map { at in
            asked[at] ?? BalanceReset(at: at, preservesOverage: preservesOverage)
        }
    }
}
