/// The sums of an invoice or credit note as EN 16931 defines them, from amounts that are rounded.
package struct DocumentTotals: Hashable, Sendable {
    /// BT-106: all line nets (BR-CO-10).
    package let lineTotal: PreciseAmount
    /// BT-109: less the document's allowances, plus its charges (BR-CO-13).
    package let taxExclusive: PreciseAmount
    /// BT-110: the tax of all groups (BR-CO-14).
    package let tax: PreciseAmount
    /// BT-112 (BR-CO-15).
    package let taxInclusive: PreciseAmount
    /// BT-115: less what is paid already, plus what rounds the amount to pay (BR-CO-16).
    package let payable: PreciseAmount

    /// What is taxed at one rate: BG-23.
    package struct TaxGroup: Hashable, Sendable {
        package let base: PreciseAmount
        package let percent: PreciseAmount
        package let tax: PreciseAmount

        package init(base: PreciseAmount, percent: PreciseAmount, tax: PreciseAmount) {
            self.base = base
            self.percent = percent
            self.tax = tax
        }

        /// A group whose tax is computed: base × rate, rounded (BR-CO-17).
        package init(
            base: PreciseAmount,
            percent: PreciseAmount,
            scale: Int,
        ) throws(NumberError) {
            let tax = try base.multiplied(by: percent)
                .divided(by: PreciseAmount(100), scale: scale, rounding: .halfAwayFromZero)
            self.init(base: base, percent: percent, tax: tax)
        }
    }

    package init(
        lineNets: [PreciseAmount],
        allowances: PreciseAmount = .zero,
        charges: PreciseAmount = .zero,
        groups: [TaxGroup],
        prepaid: PreciseAmount = .zero,
        rounding: PreciseAmount = .zero,
    ) throws(NumberError) {
        lineTotal = try lineNets.sum()
        taxExclusive = try lineTotal.subtracting(allowances).adding(charges)
        tax = try groups.map(\.tax).sum()
        taxInclusive = try taxExclusive.adding(tax)
        payable = try taxInclusive.subtracting(prepaid).adding(rounding)
    }
}

extension Sequence<PreciseAmount> {
    /// The exact sum.
    package func sum() throws(NumberError) -> PreciseAmount {
        var sum = PreciseAmount.zero
        for amount in self { sum = try sum.adding(amount) }
        return sum
    }
}
