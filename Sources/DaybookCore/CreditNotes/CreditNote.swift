/// What is taken off an issued invoice: lines, taxes of each rate, sums. All amounts are those of
/// the invoice, so they are above zero where the invoice charged something.
package struct CreditNote: Hashable, Sendable {
    /// The number of the invoice.
    package let invoice: String
    package let lines: [Line]
    package let taxes: [Tax]
    package let net: Money
    package let tax: Money
    package let total: Money

    package struct Line: Hashable, Sendable {
        /// Of the line on the invoice.
        package let position: Int
        package let net: Money
        package let percent: PreciseAmount

        package init(_ position: Int, net: Money, percent: PreciseAmount) {
            self.position = position
            self.net = net
            self.percent = percent
        }
    }

    /// What is taken off at one rate.
    package struct Tax: Hashable, Sendable {
        package let percent: PreciseAmount
        package let base: Money
        package let tax: Money
    }

    init(
        invoice: String,
        _ currency: Currency,
        lines: [Line],
        taxOn: (_ percent: PreciseAmount, _ base: Money) throws(NumberError) -> Money,
    ) throws(NumberError) {
        self.invoice = invoice
        self.lines = lines
        taxes = try Self.taxes(of: lines, currency, taxOn)
        let totals = try DocumentTotals(
            lineNets: lines.map(\.net.amount),
            groups: taxes.map {
                DocumentTotals.TaxGroup(
                    base: $0.base.amount,
                    percent: $0.percent,
                    tax: $0.tax.amount,
                )
            },
        )
        net = try Money(rounding: totals.taxExclusive, to: currency)
        tax = try Money(rounding: totals.tax, to: currency)
        total = try Money(rounding: totals.taxInclusive, to: currency)
    }

    /// One group for each rate, in the order in which the lines name them.
    private static func taxes(
        of lines: [Line],
        _ currency: Currency,
        _ taxOn: (_ percent: PreciseAmount, _ base: Money) throws(NumberError) -> Money,
    ) throws(NumberError) -> [Tax] {
        var bases: [(percent: PreciseAmount, base: Money)] = []
        var places: [PreciseAmount: Int] = [:]
        for line in lines {
            if let place = places[line.percent] {
                bases[place].base = try bases[place].base.adding(line.net)
            } else {
                places[line.percent] = bases.count
                bases.append((line.percent, line.net))
            }
        }
        var taxes: [Tax] = []
        for (percent, base) in bases {
            taxes.append(Tax(percent: percent, base: base, tax: try taxOn(percent, base)))
        }
        return taxes
    }
}
