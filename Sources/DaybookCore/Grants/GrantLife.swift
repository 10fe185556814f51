/// When a grant begins, and everything that may end it.
package struct GrantLife: Hashable, Sendable {
    package var effectiveAt: Instant
    package var expiresAt: Instant?
    package var deletedAt: Instant?
    package var voidedAt: Instant?

    package init(
        effectiveAt: Instant,
        expiresAt: Instant? = nil,
        deletedAt: Instant? = nil,
        voidedAt: Instant? = nil,
    ) {
        self.effectiveAt = effectiveAt
        self.expiresAt = expiresAt
        self.deletedAt = deletedAt
        self.voidedAt = voidedAt
    }

    /// The first of its ends, never before its beginning; nil where nothing ends it.
    package var endsAt: Instant? {
        [expiresAt, deletedAt, voidedAt].compactMap(\.self).min().map { max($0, effectiveAt) }
    }

    /// Whether it can be burned: from its beginning on, no longer at its end.
    package func isActive(at instant: Instant) -> Bool {
        guard effectiveAt <= instant else { return false }
        return endsAt.map { instant < $0 } ?? true
    }

    /// Whether somebody ended it before its time was over.
    var isWithdrawn: Bool {
        guard let end = [deletedAt, voidedAt].compactMap(\.self).min() else { return false }
        return expiresAt.map { end < $0 } ?? true
    }

    /// Where it may begin or cease to be burned.
    var changes: [Instant] {
        [effectiveAt, expiresAt, deletedAt, voidedAt].compactMap(\.self)
    }
}
