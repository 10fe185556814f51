/// What of a line counts for its tax.
package struct TaxedAmount: Hashable, Sendable {
    /// Net of tax.
    package let amount: Money
    /// A share of one.
    package let rate: PreciseAmount
    /// Whether its price was one with the tax in it.
    package let includesTax: Bool

    package init(_ amount: Money, rate: PreciseAmount, includesTax: Bool) {
        self.amount = amount
        self.rate = rate
        self.includesTax = includesTax
    }
}
