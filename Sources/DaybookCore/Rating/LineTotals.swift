/// The sums of a line or of many.
package struct LineTotals: Hashable, Sendable {
    /// What regular lines cost before anything is taken off.
    package var amount: PreciseAmount = .zero
    /// What was charged to fill up a commitment.
    package var charges: PreciseAmount = .zero
    package var discounts: PreciseAmount = .zero
    package var credits: PreciseAmount = .zero
    /// Taxes that are part of the amounts already.
    package var inclusiveTaxes: PreciseAmount = .zero
    package var exclusiveTaxes: PreciseAmount = .zero
    package var total: PreciseAmount = .zero

    package init() {}

    package func taxes() throws(NumberError) -> PreciseAmount {
        try inclusiveTaxes.adding(exclusiveTaxes)
    }

    package func adding(_ other: LineTotals) throws(NumberError) -> LineTotals {
        var sum = LineTotals()
        sum.amount = try amount.adding(other.amount)
        sum.charges = try charges.adding(other.charges)
        sum.discounts = try discounts.adding(other.discounts)
        sum.credits = try credits.adding(other.credits)
        sum.inclusiveTaxes = try inclusiveTaxes.adding(other.inclusiveTaxes)
        sum.exclusiveTaxes = try exclusiveTaxes.adding(other.exclusiveTaxes)
        sum.total = try total.adding(other.total)
        return sum
    }

    package var negated: LineTotals {
        var other = LineTotals()
        other.amount = amount.negated
        other.charges = charges.negated
        other.discounts = discounts.negated
        other.credits = credits.negated
        other.inclusiveTaxes = inclusiveTaxes.negated
        other.exclusiveTaxes = exclusiveTaxes.negated
        other.total = total.negated
        return other
    }

    package var isZero: Bool {
        amount.isZero && charges.isZero && discounts.isZero && credits.isZero
            && inclusiveTaxes.isZero && exclusiveTaxes.isZero && total.isZero
    }

    /// Rounded lines are added; a sum is never rounded again.
    package static func sum(_ lines: [DetailedLine]) throws(NumberError) -> LineTotals {
        var sum = LineTotals()
        for line in lines { sum = try sum.adding(line.totals()) }
        return sum
    }
}
