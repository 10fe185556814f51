/// How a metered quantity becomes the quantity that is priced: bytes become gigabytes.
package struct UnitConversion: Hashable, Sendable {
    package let operation: Operation
    package let factor: PreciseAmount
    package let rounding: Rounding
    /// The fraction digits that rounding leaves.
    package let scale: Int

    package enum Operation: String, CaseIterable, Hashable, Sendable {
        case multiply, divide
    }

    package enum Rounding: String, CaseIterable, Hashable, Sendable {
        case none, ceiling, floor
        case halfUp = "half_up"
    }

    package init(
        _ operation: Operation,
        by factor: PreciseAmount,
        rounding: Rounding = .none,
        scale: Int = 0,
    ) throws(PriceError) {
        try PriceError.requirePositive(factor, "conversionFactor")
        if rounding != .none {
            if scale < 0 { throw PriceError("precision", .negative) }
            if scale > Self.mostDigits { throw PriceError("precision", .tooManyDigits) }
        }
        self.operation = operation
        self.factor = factor
        self.rounding = rounding
        self.scale = scale
    }

    private static let mostDigits = 12

    /// A quotient that does not end has to stop somewhere; far behind any price's digits.
    private static let endlessScale = 16

    package func converted(_ quantity: PreciseAmount) throws(NumberError) -> PreciseAmount {
        guard operation == .divide else { return try quantity.multiplied(by: factor) }
        if let exact = try? quantity.divided(by: factor, scale: 30, rounding: .towardsZero),
            let product = try? exact.multiplied(by: factor), product == quantity
        {
            return exact.normalized
        }
        let rule = RoundingRule.halfAwayFromZero
        return try quantity.divided(by: factor, scale: Self.endlessScale, rounding: rule)
    }

    /// The converted quantity as it is billed. A quotient is rounded once, from all its digits.
    package func billed(_ quantity: PreciseAmount) throws(NumberError) -> PreciseAmount {
        let rule: RoundingRule
        switch rounding {
        case .none: return try converted(quantity)
        case .ceiling: rule = .up
        case .floor: rule = .down
        case .halfUp: rule = .halfAwayFromZero
        }
        switch operation {
        case .multiply: return try converted(quantity).rounded(toScale: scale, rule)
        case .divide: return try quantity.divided(by: factor, scale: scale, rounding: rule)
        }
    }
}
