/// A share of what is sold that is owed to the state.
package struct TaxRate: Hashable, Sendable {
    package let percent: PreciseAmount
    package let behaviour: TaxBehaviour

    package init(percent: PreciseAmount, _ behaviour: TaxBehaviour) throws(PriceError) {
        try PriceError.requireNotNegative(percent, "percent")
        self.percent = percent
        self.behaviour = behaviour
    }

    /// The order in which a document lists its rates.
    static func isBefore(_ one: TaxRate, _ other: TaxRate) -> Bool {
        if one.percent != other.percent { return one.percent < other.percent }
        return one.behaviour.rawValue < other.behaviour.rawValue
    }

    /// The tax on a base: on top of it, or the part of it that is tax.
    package func tax(
        on base: PreciseAmount,
        scale: Int,
        _ rule: RoundingRule = .halfAwayFromZero,
    ) throws(NumberError) -> PreciseAmount {
        let hundred = PreciseAmount(100)
        let product = try base.multiplied(by: percent)
        switch behaviour {
        case .exclusive: return try product.divided(by: hundred, scale: scale, rounding: rule)
        case .inclusive:
            let whole = try hundred.adding(percent)
            return try product.divided(by: whole, scale: scale, rounding: rule)
        }
    }
}

/// Whether prices are named without a tax or with it.
package enum TaxBehaviour: String, CaseIterable, Hashable, Sendable {
    case exclusive, inclusive
}
