/// What usage costs: terms, a part of a period and a profile in, detailed lines out.
///
/// Pure, and the same for preview, run, simulation and explanation.
package struct Rater: Sendable {
    package let terms: PriceTerms
    package let scale: LineScale
    package let profile: ArithmeticProfile

    /// How far amounts are rounded.
    package enum LineScale: Hashable, Sendable {
        case currency(Currency)
        /// Not at all: for what-ifs, and for peers that round on the invoice only.
        case exact
    }

    /// What is left out of the usual steps.
    package struct Omissions: OptionSet, Hashable, Sendable {
        package let rawValue: Int
        package static let minimum = Omissions(rawValue: 1)
        package static let credits = Omissions(rawValue: 2)

        package init(rawValue: Int) { self.rawValue = rawValue }
    }

    package init(_ terms: PriceTerms, _ scale: LineScale, _ profile: ArithmeticProfile) {
        self.terms = terms
        self.scale = scale
        self.profile = profile
    }

    package func rate(
        _ part: UsagePart,
        credits: [AppliedCredit] = [],
        without omissions: Omissions = [],
    ) throws(RatingError) -> RatedPart {
        try validate(part)
        var leftOver = PreciseAmount.zero
        let rated: RatedPart
        let usage = try usage(of: part)
        do throws(NumberError) {
            var lines = try lines(for: usage, part)
            try discount(&lines)
            if terms.price.kind != .flat {
                try limit(&lines, part)
                if !omissions.contains(.minimum) { try fillUp(&lines, part) }
            }
            if !omissions.contains(.credits) { leftOver = try apply(credits, to: &lines) }
            rated = RatedPart(usage: usage, lines: lines)
        } catch {
            throw .number(error)
        }
        if leftOver.isPositive { throw .creditsLeftOver(leftOver) }
        return rated
    }

    private func validate(_ part: UsagePart) throws(RatingError) {
        if part.quantity.isNegative { throw .negative("quantity") }
        if part.before.isNegative { throw .negative("preLineQuantity") }
        if case .percentage(let price) = terms.price, price.countsEvents,
            part.events.isEmpty, !part.quantity.isZero
        {
            throw .eventsMissing
        }
        if case .matrix(let price) = terms.price {
            let isWhole = part.cells.allSatisfy { $0.values.count == price.dimensions.count }
            let known = try quantityByDimensions(of: part)
            guard isWhole, known == part.quantity else {
                throw .dimensionsMissing(price.dimensions)
            }
        }
    }

    private func quantityByDimensions(of part: UsagePart) throws(RatingError) -> PreciseAmount {
        var sum = PreciseAmount.zero
        do throws(NumberError) {
            for cell in part.cells { sum = try sum.adding(cell.quantity) }
        } catch {
            throw .number(error)
        }
        return sum
    }

    private func usage(of part: UsagePart) throws(RatingError) -> RatedUsage {
        let usage = try convertedUsage(of: part)
        // What was free before does not count: such a period has not been billed in parts.
        if case .tiered(let price) = terms.price, price.mode == .volume,
            profile.volumeInParts == .refused, part.isLast, !usage.before.isZero
        {
            throw .volumePriceInParts
        }
        return usage
    }

    private func convertedUsage(of part: UsagePart) throws(RatingError) -> RatedUsage {
        guard terms.price.kind != .flat, terms.conversion != nil || terms.included != nil else {
            return RatedUsage(part)
        }
        do throws(NumberError) {
            return try RatedUsage(
                quantity: part.quantity,
                before: part.before,
                conversion: terms.conversion,
                profile.conversion,
                included: terms.included
            )
        } catch {
            throw .number(error)
        }
    }

    /// The rounding of every amount of a line, at one place.
    @inline(__always)
    func rounded(_ amount: PreciseAmount) -> PreciseAmount {
        switch scale {
        case .currency(let currency):
            amount.rounded(toScale: currency.minorUnitDigits, profile.lineRounding)
        case .exact: amount
        }
    }

    @inline(__always)
    func line(
        _ rule: LineRule,
        _ quantity: PreciseAmount,
        at unitAmount: PreciseAmount,
        _ term: PaymentTerm = .inArrears,
    ) throws(NumberError) -> DetailedLine {
        DetailedLine(
            rule,
            term,
            quantity: quantity,
            unitAmount: unitAmount,
            amount: rounded(try quantity.multiplied(by: unitAmount))
        )
    }
}
