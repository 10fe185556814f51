/// What somebody says of a line that follows from no contract. What is not said stays as it is, or
/// as it is with most lines.
package struct LineProposal: Hashable, Sendable {
    package var title: String?
    /// The key of what is sold.
    package var product: String?
    package var quantity: PreciseAmount?
    package var unit: String?
    package var unitPrice: PreciseAmount?
    /// Net of tax; below zero for what is taken off.
    package var amount: Money?
    package var percent: PreciseAmount?
    package var period: Period<CivilDate>?

    package init() {}

    /// Whether only the title is said: of a contract's line nothing else can be.
    var isTitleAlone: Bool {
        var rest = self
        rest.title = nil
        return rest == LineProposal()
    }

    /// How much of what at which price.
    struct Pricing: Hashable {
        var quantity: PreciseAmount
        var unitPrice: PreciseAmount?
        var amount: Money
    }

    /// A price is never below zero (BR-27): less than nothing is an amount or a quantity.
    func pricing(over before: Pricing?, in currency: Currency) throws(DraftEditError) -> Pricing {
        if let unitPrice, unitPrice.isNegative { throw .negativePrice(unitPrice) }
        if let amount, unitPrice == nil { return try pricing(of: amount) }
        if unitPrice == nil, quantity == nil, let before { return before }
        guard let price = unitPrice ?? before?.unitPrice else { throw .noAmount }
        let quantity = quantity ?? before?.quantity ?? .one
        let product: Money
        do throws(NumberError) {
            product = try Money(quantity: quantity, times: price, in: currency)
        } catch {
            throw .number(error)
        }
        if let amount, amount != product { throw .disagrees(said: amount, computed: product) }
        return Pricing(quantity: quantity, unitPrice: price, amount: product)
    }

    private func pricing(of amount: Money) throws(DraftEditError) -> Pricing {
        if let quantity {
            if quantity.isZero && !amount.isZero { throw .amountOfNothing(amount) }
            return Pricing(quantity: quantity, unitPrice: nil, amount: amount)
        }
        return Pricing(
            quantity: amount.isNegative ? PreciseAmount(-1) : .one,
            unitPrice: amount.amount.magnitude,
            amount: amount
        )
    }
}
