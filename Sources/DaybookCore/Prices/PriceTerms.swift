/// A price and what stands around it, in the order of the steps: conversion, included quantity,
/// price, discount, maximum, minimum.
package struct PriceTerms: Hashable, Sendable {
    package private(set) var price: Price
    package let conversion: UnitConversion?
    /// Units per period that cost nothing.
    package let included: PreciseAmount?
    package let discountPercent: PreciseAmount?
    package internal(set) var maximum: PreciseAmount?
    package internal(set) var minimum: PreciseAmount?

    package init(
        _ price: Price,
        conversion: UnitConversion? = nil,
        included: PreciseAmount? = nil,
        discountPercent: PreciseAmount? = nil,
        maximum: PreciseAmount? = nil,
        minimum: PreciseAmount? = nil,
    ) throws(PriceError) {
        switch price {
        case .flat(let amount, _), .unit(let amount):
            try PriceError.requireNotNegative(amount, "amount")
        case .dynamic(let multiplier):
            try PriceError.requireNotNegative(multiplier, "multiplier")
        case .tiered, .package, .percentage, .matrix: break
        }
        try PriceError.requireNotNegative(included, "discounts.usage")
        try PriceError.requireNotNegative(maximum, "maximumAmount")
        try PriceError.requireNotNegative(minimum, "minimumAmount")
        if let discountPercent, discountPercent.isNegative || discountPercent > Self.hundred {
            throw PriceError("discounts.percentage", .notAPercentage)
        }
        if let minimum, let maximum, !maximum.isZero, minimum > maximum {
            throw PriceError("minimumAmount", .minimumAboveMaximum)
        }
        if included != nil, !price.takesIncluded {
            throw PriceError("discounts.usage", .notAllowed(with: price.kind))
        }
        if conversion != nil, !price.takesConversion {
            throw PriceError("unitConfig", .notAllowed(with: price.kind))
        }
        self.price = price
        self.conversion = conversion
        self.included = included
        self.discountPercent = discountPercent
        self.maximum = maximum
        self.minimum = minimum
    }

    private static let hundred = PreciseAmount(100)

    /// The same terms around another amount of the same kind, which has been checked already.
    func replacing(_ price: Price) -> PriceTerms {
        var other = self
        other.price = price
        return other
    }
}
