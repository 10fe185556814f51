extension Rater {
    /// The percentage discount, of each line, rounded.
    func discount(_ lines: inout [DetailedLine]) throws(NumberError) {
        guard let percent = terms.discountPercent else { return }
        let share = try percent.multiplied(by: PreciseAmount(unchecked: 1, scale: 2))
        for index in lines.indices {
            lines[index].percentageDiscount = rounded(
                try lines[index].amount.multiplied(by: share)
            )
        }
    }

    /// What lies above the maximum is a discount of the line that goes beyond it.
    func limit(_ lines: inout [DetailedLine], _ part: UsagePart) throws(NumberError) {
        guard let maximum = terms.maximum.map(rounded) else { return }
        var billed = rounded(part.billedBefore)
        for index in lines.indices {
            let net = try lines[index].net()
            let sum = try billed.adding(net)
            if sum > maximum {
                let excess = try sum.subtracting(maximum)
                lines[index].maximumDiscount = billed >= maximum ? net : excess
            }
            billed = try billed.adding(lines[index].net())
        }
    }

    /// The last part fills up to the minimum of the whole period, also where nothing was used.
    func fillUp(_ lines: inout [DetailedLine], _ part: UsagePart) throws(NumberError) {
        guard let minimum = terms.minimum, part.isLast else { return }
        var billed = part.billedBefore
        for line in lines { billed = try billed.adding(line.net()) }
        guard billed < minimum else { return }
        let missing = rounded(try minimum.subtracting(billed))
        lines.append(try line(.minimum, .one, at: missing))
    }

    /// Each credit pays lines in their order, as far as it goes; answers what is left of them.
    func apply(
        _ credits: [AppliedCredit],
        to lines: inout [DetailedLine],
    ) throws(NumberError) -> PreciseAmount {
        guard !credits.isEmpty else { return .zero }
        var open: [PreciseAmount] = []
        for line in lines { open.append(try line.net()) }
        var leftOver = PreciseAmount.zero
        for credit in credits {
            var rest = rounded(credit.amount)
            for index in lines.indices where rest.isPositive && open[index].isPositive {
                let paid = min(rest, open[index])
                lines[index].credits.append(
                    AppliedCredit(reference: credit.reference, amount: paid)
                )
                open[index] = try open[index].subtracting(paid)
                rest = try rest.subtracting(paid)
            }
            leftOver = try leftOver.adding(rest)
        }
        return leftOver
    }
}
