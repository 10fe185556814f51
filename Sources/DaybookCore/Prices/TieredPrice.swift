/// A price in tiers, in order, the last one open. It cannot be made otherwise.
package struct TieredPrice: Hashable, Sendable {
    package let mode: Mode
    package let tiers: [PriceTier]

    package enum Mode: String, CaseIterable, Hashable, Sendable {
        /// Each part of the quantity at its own tier.
        case graduated
        /// All of the quantity at the tier that it reaches.
        case volume
    }

    /// Tiers may come in any order; a bound tells which is which.
    package init(_ mode: Mode, _ tiers: [PriceTier]) throws(PriceError) {
        guard !tiers.isEmpty else { throw PriceError("tiers", .noTiers) }
        for (index, tier) in tiers.enumerated() {
            do throws(PriceError) { try tier.validate() } catch {
                throw error.within("tiers[\(index)]")
            }
        }
        let open = tiers.indices.filter { tiers[$0].upTo == nil }
        guard let last = open.first else { throw PriceError("tiers", .noOpenTier) }
        if open.count > 1 { throw PriceError("tiers[\(open[1])]", .severalOpenTiers) }
        var bounded: [PriceTier] = []
        bounded.reserveCapacity(tiers.count)
        for (index, tier) in tiers.enumerated() {
            guard let bound = tier.upTo else { continue }
            let place = bounded.firstIndex { $0.upTo.map { $0 >= bound } ?? true }
            if let place, bounded[place].upTo == bound {
                throw PriceError("tiers[\(index)].upToAmount", .repeatedBound(bound))
            }
            bounded.insert(tier, at: place ?? bounded.count)
        }
        self.mode = mode
        self.tiers = bounded + [tiers[last]]
    }

    /// Tiers that were in order already.
    init(checked mode: Mode, _ tiers: [PriceTier]) {
        self.mode = mode
        self.tiers = tiers
    }

    /// The tier that a quantity reaches.
    package func tier(
        of quantity: PreciseAmount,
        _ bound: ArithmeticProfile.TierBound,
    ) -> Int {
        for (index, tier) in tiers.enumerated() {
            guard let upTo = tier.upTo else { return index }
            switch bound {
            case .upperInclusive: if quantity <= upTo { return index }
            case .lowerInclusive: if quantity < upTo { return index }
            }
        }
        preconditionFailure("the last tier of a price is open")
    }
}

/// One tier: what lies above the tier before and up to its bound.
package struct PriceTier: Hashable, Sendable {
    /// Nil for the open tier.
    package let upTo: PreciseAmount?
    /// Owed once, when the tier is entered.
    package let flat: PreciseAmount?
    package let unit: PreciseAmount?
    /// The unit price is for started packages of this size within the tier.
    package let packageSize: PreciseAmount?

    package init(
        upTo: PreciseAmount?,
        flat: PreciseAmount? = nil,
        unit: PreciseAmount? = nil,
        packageSize: PreciseAmount? = nil,
    ) {
        self.upTo = upTo
        self.flat = flat
        self.unit = unit
        self.packageSize = packageSize
    }

    fileprivate func validate() throws(PriceError) {
        if flat == nil && unit == nil { throw PriceError("", .emptyTier) }
        try PriceError.requirePositive(upTo, "upToAmount")
        try PriceError.requireNotNegative(flat, "flatPrice")
        try PriceError.requireNotNegative(unit, "unitPrice")
        try PriceError.requirePositive(packageSize, "quantityPerPackage")
    }
}
