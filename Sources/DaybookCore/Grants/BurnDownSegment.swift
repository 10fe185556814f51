/// A stretch of time within which neither the burn order changes nor a balance is set anew.
package struct BurnDownSegment: Hashable, Sendable {
    package let period: Period<Instant>
    package let balancesAtStart: GrantBalances
    package let overageAtStart: PreciseAmount
    package let usage: PreciseAmount
    /// In burn order, every grant that had a balance, also where nothing was left to pay.
    package let burned: [GrantBurn]
    package let overageAtEnd: PreciseAmount
    package internal(set) var ending: Ending

    /// Why a segment ended; nothing of it where the run did.
    package struct Ending: Hashable, Sendable {
        /// A grant began or ended.
        package var isPriorityChange = false
        /// The grants that recurred, in the order in which they were given.
        package var recurred: [GrantID] = []
        /// The period of usage ended.
        package var isUsageReset = false
        /// The segment has no length: it is the rollover itself, and burns the overage kept.
        package var isRollover = false
    }

    package func balancesAtEnd() throws(GrantError) -> GrantBalances {
        var balances = balancesAtStart
        let places = Dictionary(
            uniqueKeysWithValues: balances.ids.enumerated().map { ($1, $0) }
        )
        for burn in burned {
            guard let place = places[burn.grant] else { throw .unknownGrant(burn.grant) }
            balances.amounts[place] = try balances.amounts[place].minus(burn.amount)
        }
        return balances
    }
}

/// What one grant paid in one segment.
package struct GrantBurn: Hashable, Sendable {
    package let grant: GrantID
    package let amount: PreciseAmount
    /// Whether nothing is left of it; otherwise the segment ended first.
    package let isExhausted: Bool
}
