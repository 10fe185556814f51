/// The bounds between which a reset leaves a grant's balance.
package struct GrantRollover: Hashable, Sendable {
    package let minimum: PreciseAmount
    package let maximum: PreciseAmount

    /// A reset takes the whole balance.
    package static let none = GrantRollover()

    private init() {
        (minimum, maximum) = (.zero, .zero)
    }

    package init(minimum: PreciseAmount, maximum: PreciseAmount) throws(GrantError) {
        guard !minimum.isNegative else { throw .negativeRollover }
        guard minimum <= maximum else { throw .rolloverReversed }
        self.minimum = minimum
        self.maximum = maximum
    }

    /// What a reset makes of a balance: it may take away, and it may fill up.
    package func balance(after ending: PreciseAmount) -> PreciseAmount {
        Self.bounded(ending, from: minimum, to: maximum)
    }

    /// The formula, for whatever amounts: those of grants, and the money of credits.
    static func bounded<Amount: Comparable>(
        _ ending: Amount,
        from minimum: Amount,
        to maximum: Amount,
    ) -> Amount {
        min(maximum, max(minimum, ending))
    }
}
