extension CreditableInvoice {
    /// What falls on credits of all that the notes have taken off: of each line that they paid in
    /// part the same part, and everything once nothing of the invoice is left. Parts are cut to
    /// whole minor units, so that all notes together never return more than was used.
    ///
    /// - Parameter lines: those of the invoice
    package func returned(
        of lines: [InvoiceLine]
    ) throws(CreditNoteError) -> [UsedCredit] {
        var order: [String] = []
        var sums: [String: Int128] = [:]
        for line in lines {
            for used in line.credits {
                if sums[used.credit] == nil { order.append(used.credit) }
                sums[used.credit, default: 0] += returned(of: used.amount.minorUnits, line)
            }
        }
        return order.compactMap { id in
            guard let units = sums[id], units > 0 else { return nil }
            return UsedCredit(credit: id, amount: Money(minorUnits: units, currency))
        }
    }

    private func returned(of units: Int128, _ line: InvoiceLine) -> Int128 {
        let net = line.amount.minorUnits
        if isCreditedInFull { return units }
        guard net != 0, let rest = rest(ofLine: line.position)?.minorUnits else { return 0 }
        // Two amounts of the ledger have 64 bits each.
        return units * (net - rest) / net
    }
}

extension CreditNote {
    /// What stands net of tax for a part of the total: a credit pays lines before tax, so that one
    /// of this amount saves as much as was paid, where the tax is the same.
    package func net(ofPart part: Money) -> Money {
        guard total.minorUnits > 0 else { return .zero(total.currency) }
        let (whole, rest) = (net.minorUnits * part.minorUnits)
            .quotientAndRemainder(dividingBy: total.minorUnits)
        let isUp = rest * 2 >= total.minorUnits
        return Money(minorUnits: isUp ? whole + 1 : whole, total.currency)
    }
}
