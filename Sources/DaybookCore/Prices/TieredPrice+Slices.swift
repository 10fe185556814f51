/// The part of a stretch of usage that lies within one tier.
package struct TierSlice: Hashable, Sendable {
    /// Counted from nought.
    package let tier: Int
    /// Where the tier begins.
    package let lower: PreciseAmount
    /// The stretch lies above this quantity …
    package let from: PreciseAmount
    /// … and goes up to this one.
    package let to: PreciseAmount
    /// Whether this stretch is the one that comes into the tier.
    package let entersTier: Bool
}

extension TieredPrice {
    /// Cuts what was used between two quantities into the tiers it lies in, in order. Without any
    /// usage at all there is one empty slice, in the first tier.
    @inline(__always)
    package func forEachSlice<Failure: Error>(
        from: PreciseAmount,
        to: PreciseAmount,
        _ bound: ArithmeticProfile.TierBound,
        _ body: (TierSlice) throws(Failure) -> Void,
    ) throws(Failure) {
        if from == to && !to.isZero { return }
        var lower = PreciseAmount.zero
        for (index, tier) in tiers.enumerated() {
            if index > 0 && !bound.isEntered(lower, at: to) { return }
            if let upTo = tier.upTo, upTo <= from {
                lower = upTo
                continue
            }
            try body(
                TierSlice(
                    tier: index,
                    lower: lower,
                    from: max(lower, from),
                    to: tier.upTo.map { min($0, to) } ?? to,
                    entersTier: index == 0 ? from.isZero : !bound.isEntered(lower, at: from)
                )
            )
            lower = tier.upTo ?? lower
        }
    }
}

extension ArithmeticProfile.TierBound {
    /// Whether a quantity has come into the tier that begins at a bound.
    @inline(__always)
    fileprivate func isEntered(_ lower: PreciseAmount, at quantity: PreciseAmount) -> Bool {
        switch self {
        case .upperInclusive: quantity > lower
        case .lowerInclusive: quantity >= lower
        }
    }
}
