/// The quantities that a price is asked for, and what they were before.
package struct RatedUsage: Hashable, Sendable {
    /// What is priced in this part, converted and without what is included.
    package let quantity: PreciseAmount
    /// What was priced before this part.
    package let before: PreciseAmount
    /// What of this part, and of the parts before, was included in the price.
    package let included: PreciseAmount
    package let includedBefore: PreciseAmount

    /// The quantities of a part, not converted.
    init(_ part: UsagePart) {
        quantity = part.quantity
        before = part.before
        included = .zero
        includedBefore = .zero
    }

    /// - Parameter conversion: see `ArithmeticProfile.conversion`
    package init(
        quantity: PreciseAmount,
        before: PreciseAmount,
        conversion: UnitConversion?,
        _ parts: ArithmeticProfile.ConversionOfParts,
        included allowance: PreciseAmount?,
    ) throws(NumberError) {
        var (now, earlier) = (quantity, before)
        if let conversion {
            earlier = try conversion.billed(before)
            switch parts {
            case .eachPart: now = try conversion.billed(quantity)
            case .cumulative:
                // One rounding of all that was used so far: then the parts add up to the whole.
                now = try conversion.billed(before.adding(quantity)).subtracting(earlier)
            }
        }
        // The allowance is used up in the order of time.
        let allowance = allowance ?? .zero
        includedBefore = min(allowance, earlier)
        included = min(try allowance.subtracting(includedBefore), now)
        self.quantity = try now.subtracting(included)
        self.before = try earlier.subtracting(includedBefore)
    }
}

/// A part of a period with its price: the quantities and the lines.
package struct RatedPart: Hashable, Sendable {
    package let usage: RatedUsage
    package let lines: [DetailedLine]
}
