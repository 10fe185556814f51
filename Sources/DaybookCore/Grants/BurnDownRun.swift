/// The end of a period of usage: balances roll over, usage is counted from zero again.
package struct BalanceReset: Hashable, Sendable {
    package let at: Instant
    /// Whether usage that no grant paid for is still owed after it.
    package let preservesOverage: Bool

    package init(at: Instant, preservesOverage: Bool) {
        self.at = at
        self.preservesOverage = preservesOverage
    }
}

/// A question to the burn-down: what usage leaves of grants between two instants.
///
/// It is a pure function. Cut at any instant, the second run going on from where the first one
/// closed, it gives the same balances, overage and usage as in one go.
package struct BurnDownRun: Sendable {
    package let opening: BalanceSnapshot
    package let until: Instant
    package let grants: [Grant]
    package let usage: UsageSeries
    package let aggregation: UsageAggregation
    /// In any order, behind the opening and up to the end.
    package let resets: [BalanceReset]

    package init(
        from opening: BalanceSnapshot,
        until: Instant,
        grants: [Grant],
        usage: UsageSeries,
        aggregation: UsageAggregation = .sum,
        resets: [BalanceReset] = [],
    ) {
        self.opening = opening
        self.until = until
        self.grants = grants
        self.usage = usage
        self.aggregation = aggregation
        self.resets = resets
    }

    /// Everything, segment by segment.
    package func result() throws(GrantError) -> BurnDownResult {
        var walk = try BurnDownWalk(self, recordsSegments: true)
        return try walk.finish()
    }

    /// The end alone, which takes little memory however often grants change.
    package func closing() throws(GrantError) -> BalanceSnapshot {
        var walk = try BurnDownWalk(self, recordsSegments: false)
        return try walk.finish().closing
    }
}

/// What usage left of grants, and how it came about.
package struct BurnDownResult: Hashable, Sendable {
    package let closing: BalanceSnapshot
    package let segments: [BurnDownSegment]
    package let flows: BalanceFlows
}
