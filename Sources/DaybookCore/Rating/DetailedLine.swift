/// One line of what a part of a period costs: as small as it can be explained.
package struct DetailedLine: Hashable, Sendable {
    package let rule: LineRule
    package let paymentTerm: PaymentTerm
    package var quantity: PreciseAmount
    package let unitAmount: PreciseAmount
    /// Quantity × unit amount, rounded to the currency; below, what is taken off from it.
    package var amount: PreciseAmount
    package var percentageDiscount: PreciseAmount?
    /// What lies above the maximum.
    package var maximumDiscount: PreciseAmount?
    package var credits: [AppliedCredit]

    init(
        _ rule: LineRule,
        _ paymentTerm: PaymentTerm = .inArrears,
        quantity: PreciseAmount,
        unitAmount: PreciseAmount,
        amount: PreciseAmount,
    ) {
        self.rule = rule
        self.paymentTerm = paymentTerm
        self.quantity = quantity
        self.unitAmount = unitAmount
        self.amount = amount
        credits = []
    }

    /// What discounts leave.
    func net() throws(NumberError) -> PreciseAmount {
        var net = amount
        if let percentageDiscount { net = try net.subtracting(percentageDiscount) }
        if let maximumDiscount { net = try net.subtracting(maximumDiscount) }
        return net
    }

    package func totals() throws(NumberError) -> LineTotals {
        var totals = LineTotals()
        switch rule.category {
        case .regular: totals.amount = amount
        case .commitment: totals.charges = amount
        }
        totals.discounts = try (percentageDiscount ?? .zero).adding(maximumDiscount ?? .zero)
        for credit in credits { totals.credits = try totals.credits.adding(credit.amount) }
        totals.total = try amount.subtracting(totals.discounts).subtracting(totals.credits)
        return totals
    }
}

/// Part of a credit that paid for part of a line.
package struct AppliedCredit: Hashable, Sendable {
    package let reference: String
    package let amount: PreciseAmount

    package init(reference: String, amount: PreciseAmount) {
        self.reference = reference
        self.amount = amount
    }
}
