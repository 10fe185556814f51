/// How a line came to its amount, step by step: what is stored with the line and shown when
/// somebody asks. It is made with the line and never made again.
package struct Derivation: Hashable, Sendable {
    package let steps: [DerivationStep]

    package init(steps: [DerivationStep]) {
        self.steps = steps
    }

    /// What the steps come to: the line's total.
    package func total() throws(NumberError) -> PreciseAmount {
        var amount = PreciseAmount.zero
        for step in steps {
            switch step {
            case .used, .converted, .included, .tier, .entered, .reached, .packages, .row,
                .prorated:
                break
            case .filledUp(let minimum, let billed): amount = try minimum.subtracting(billed)
            case .shared(_, _, let part): amount = part
            case .corrected(let before, let now): amount = try now.subtracting(before)
            case .multiplied(let quantity, let unit, _): amount = try quantity.multiplied(by: unit)
            case .rounded(_, let scale, let rule): amount = amount.rounded(toScale: scale, rule)
            case .discounted(_, let part), .limited(_, _, let part), .credited(_, let part):
                amount = try amount.subtracting(part)
            }
        }
        return amount
    }
}

extension Rater {
    /// How each of the lines of a rated part came to its amount.
    package func derivations(
        of rated: RatedPart,
        _ part: UsagePart,
    ) throws(NumberError) -> [Derivation] {
        var derivations: [Derivation] = []
        var billed = part.billedBefore
        for line in rated.lines {
            var steps: [DerivationStep] = []
            if line.rule == .minimum {
                steps.append(.filledUp(to: terms.minimum ?? .zero, after: billed))
            } else {
                try appendUsage(rated, part, line, to: &steps)
            }
            try appendAmount(line, billed, to: &steps)
            derivations.append(Derivation(steps: steps))
            billed = try billed.adding(line.net())
        }
        return derivations
    }

    private func appendUsage(
        _ rated: RatedPart,
        _ part: UsagePart,
        _ line: DetailedLine,
        to steps: inout [DerivationStep],
    ) throws(NumberError) {
        if line.rule == .flat { return }
        steps.append(.used(part.quantity, before: part.before))
        if let conversion = terms.conversion {
            let converted = try rated.usage.quantity.adding(rated.usage.included)
            steps.append(.converted(part.quantity, conversion, to: converted))
        }
        if !rated.usage.included.isZero {
            steps.append(.included(rated.usage.included, leaving: rated.usage.quantity))
        }
        switch (line.rule, terms.price) {
        case (.graduatedUnit(let index), .tiered(let price)):
            let lower = index > 0 ? price.tiers[index - 1].upTo ?? .zero : .zero
            let upTo = price.tiers[index].upTo
            steps.append(.tier(index + 1, above: lower, upTo: upTo, holds: line.quantity))
        case (.graduatedFlat(let index), .tiered(let price)):
            let lower = index > 0 ? price.tiers[index - 1].upTo ?? .zero : .zero
            steps.append(.entered(index + 1, above: lower))
        case (.volumeUnit(let index), .tiered(let price)),
            (.volumeFlat(let index), .tiered(let price)):
            let whole = try rated.usage.before.adding(rated.usage.quantity)
            steps.append(.reached(index + 1, upTo: price.tiers[index].upTo, by: whole))
        case (.package, .package(let price)):
            steps.append(.packages(line.quantity, of: price.size))
        case (.matrix(let row), _): steps.append(.row(row.map { $0 + 1 }))
        case (_, _): break
        }
    }

    private func appendAmount(
        _ line: DetailedLine,
        _ billed: PreciseAmount,
        to steps: inout [DerivationStep],
    ) throws(NumberError) {
        let product = try line.quantity.multiplied(by: line.unitAmount)
        steps.append(.multiplied(line.quantity, by: line.unitAmount, is: product))
        if case .currency(let currency) = scale, line.amount != product {
            let scale = currency.minorUnitDigits
            steps.append(.rounded(to: line.amount, scale: scale, profile.lineRounding))
        }
        if let part = line.percentageDiscount {
            steps.append(.discounted(percent: terms.discountPercent ?? .zero, by: part))
        }
        if let part = line.maximumDiscount {
            steps.append(.limited(to: terms.maximum ?? .zero, after: billed, by: part))
        }
        for credit in line.credits {
            steps.append(.credited(reference: credit.reference, credit.amount))
        }
    }
}
