/// Where a run of the burn-down begins or ends: all that the time before it left behind.
package struct BalanceSnapshot: Hashable, Sendable {
    package var at: Instant
    package var balances: GrantBalances
    /// Usage that no grant paid for yet.
    package var overage: PreciseAmount
    /// Usage since the last reset.
    package var usage: PreciseAmount
    /// What of it, and of the overage from before the reset, was burned from grants.
    package var grantUsage: PreciseAmount
    /// The last reset, or nil where it is not known.
    package var usageSince: Instant?
    /// Whether what begins at `at` has begun: grants that start or recur then are full already. A
    /// run that goes on from here would otherwise fill them a second time.
    package var isOpened: Bool

    package init(
        at: Instant,
        balances: GrantBalances,
        overage: PreciseAmount = .zero,
        usage: PreciseAmount = .zero,
        grantUsage: PreciseAmount = .zero,
        usageSince: Instant? = nil,
        isOpened: Bool = false,
    ) {
        self.at = at
        self.balances = balances
        self.overage = overage
        self.usage = usage
        self.grantUsage = grantUsage
        self.usageSince = usageSince
        self.isOpened = isOpened
    }

    /// What the grants of the period were good for: what was burned and what is left.
    package func totalAvailable() throws(GrantError) -> PreciseAmount {
        try grantUsage.plus(balances.total())
    }
}
