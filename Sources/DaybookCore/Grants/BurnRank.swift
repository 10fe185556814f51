/// A grant's place in the burn order: lower priority first, then earlier expiry, of those that
/// never expire last, then earlier creation, then the id, so that no two are ever equal by chance.
package struct BurnRank: Hashable, Comparable, Sendable {
    package let priority: Int
    package let expiresAt: Instant?
    package let createdAt: Instant
    package let id: GrantID

    package init(priority: Int, expiresAt: Instant?, createdAt: Instant, id: GrantID) {
        self.priority = priority
        self.expiresAt = expiresAt
        self.createdAt = createdAt
        self.id = id
    }

    /// Expiries within the same second count as the same: they come from clocks, not from intent.
    private var expirySecond: Int64 { expiresAt?.seconds ?? .max }

    package static func < (one: BurnRank, other: BurnRank) -> Bool {
        if one.priority != other.priority { return one.priority < other.priority }
        if one.expirySecond != other.expirySecond { return one.expirySecond < other.expirySecond }
        if one.createdAt != other.createdAt { return one.createdAt < other.createdAt }
        return one.id < other.id
    }
}
