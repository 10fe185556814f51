/// An amount that may be used before anything is owed.
package struct Grant: Hashable, Sendable {
    package let id: GrantID
    package let amount: PreciseAmount
    /// Lower burns first.
    package let priority: Int
    package let createdAt: Instant
    package internal(set) var life: GrantLife
    /// When its balance is its full amount again, whatever was left of it.
    package let recurrence: Recurrence?
    package let rollover: GrantRollover

    package init(
        id: GrantID,
        amount: PreciseAmount,
        priority: Int = 1,
        createdAt: Instant = .earliest,
        life: GrantLife,
        recurrence: Recurrence? = nil,
        rollover: GrantRollover = .none,
    ) throws(GrantError) {
        guard !amount.isNegative else { throw .negativeAmount(id) }
        self.id = id
        self.amount = amount
        self.priority = priority
        self.createdAt = createdAt
        self.life = life
        self.recurrence = recurrence
        self.rollover = rollover
    }

    package var rank: BurnRank {
        BurnRank(
            priority: priority,
            expiresAt: life.expiresAt,
            createdAt: createdAt,
            id: id,
        )
    }

    package func isActive(at instant: Instant) -> Bool { life.isActive(at: instant) }
}
