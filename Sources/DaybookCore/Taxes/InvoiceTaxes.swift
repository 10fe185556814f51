/// The taxes of an invoice as it is kept, rate by rate. Taxes on top of prices follow from the
/// lines; of a tax that was within prices only the sum is known, from what the invoice states.
package struct InvoiceTaxes: Hashable, Sendable {
    /// In order of the rates.
    package let groups: [DocumentTotals.TaxGroup]
    /// What the invoice states and no rate explains: nothing, unless it came from elsewhere.
    package let rest: Money

    package init(of lines: [InvoiceLine], stating tax: Money) throws(NumberError) {
        try self.init(of: lines.map(\.taxed), stating: tax)
    }

    /// - Parameter lines: what of them counts for taxes
    package init(of lines: [TaxedAmount], stating tax: Money) throws(NumberError) {
        let currency = tax.currency
        let onTop = try Self.groups(of: lines, within: false, currency)
        let within = try Self.groups(of: lines, within: true, currency)
        var rest = try tax.amount.subtracting(Self.sum(onTop))
        var known: [DocumentTotals.TaxGroup] = []
        for (index, group) in within.enumerated() {
            // The last rate takes what is left, so that no minor unit is lost between them.
            let own = index == within.count - 1 ? rest : group.tax
            known.append(.init(base: group.base, percent: group.percent, tax: own))
            rest = try rest.subtracting(own)
        }
        groups = known.isEmpty ? onTop : try Self.merged(onTop + known)
        self.rest = try Money(rounding: rest, to: currency)
    }

    /// The tax of an invoice whose lines were changed by hand. What was within prices stays.
    package static func tax(
        of lines: [InvoiceLine],
        changedFrom before: [InvoiceLine],
        stating tax: Money,
    ) throws(NumberError) -> Money {
        let currency = tax.currency
        let (lines, before) = (lines.map(\.taxed), before.map(\.taxed))
        var sum = try Self.sum(groups(of: lines, within: false, currency))
        if before.contains(where: \.includesTax) {
            let onTop = try groups(of: before, within: false, currency)
            sum = try sum.adding(tax.amount.subtracting(Self.sum(onTop)))
        }
        return try Money(rounding: sum, to: currency)
    }

    private static func sum(
        _ groups: [DocumentTotals.TaxGroup]
    ) throws(NumberError) -> PreciseAmount {
        try groups.map(\.tax).sum()
    }

    /// One group for each rate, the lowest first, each taxed once for all of its lines.
    private static func groups(
        of lines: [TaxedAmount],
        within isWithin: Bool,
        _ currency: Currency,
    ) throws(NumberError) -> [DocumentTotals.TaxGroup] {
        var own = lines.filter { $0.includesTax == isWithin }
        own.sort { $0.rate < $1.rate }
        var groups: [DocumentTotals.TaxGroup] = []
        var index = 0
        while index < own.count {
            let rate = own[index].rate
            var base = PreciseAmount.zero
            while index < own.count, own[index].rate == rate {
                base = try base.adding(own[index].amount.amount)
                index += 1
            }
            let percent = try rate.multiplied(by: PreciseAmount(100)).normalized
            groups.append(
                try .init(base: base, percent: percent, scale: currency.minorUnitDigits)
            )
        }
        return groups
    }

    /// A rate that is on top of some lines and within others is one rate for the reader.
    private static func merged(
        _ groups: [DocumentTotals.TaxGroup]
    ) throws(NumberError) -> [DocumentTotals.TaxGroup] {
        var merged: [DocumentTotals.TaxGroup] = []
        for group in groups.sorted(by: { $0.percent < $1.percent }) {
            if let last = merged.last, last.percent == group.percent {
                merged[merged.count - 1] = .init(
                    base: try last.base.adding(group.base),
                    percent: group.percent,
                    tax: try last.tax.adding(group.tax)
                )
            } else {
                merged.append(group)
            }
        }
        return merged
    }
}

extension InvoiceLine {
    fileprivate var taxed: TaxedAmount {
        TaxedAmount(amount, rate: taxRate, includesTax: origin?.tax.behaviour == .inclusive)
    }
}
