import DaybookCore
import TestRigs
import Testing

/// What holds for every price and every usage, whatever they are.
@Suite struct RatingPropertyTests {
    /// Trust: whatever the price, the usage and the places at which a period is cut, the parts cost
    /// what the whole costs.
    @Test func thePartsOfAPeriodAddUpToTheWhole() {
        forEachSeed(400) { generator in
            let terms = try Samples.terms(&generator, discounted: false)
            let rater = Rater(terms, .exact, .daybook)
            let end = Samples.quantity(&generator)
            let cuts = Samples.cuts(upTo: end, &generator)
            var (billed, before) = (PreciseAmount.zero, PreciseAmount.zero)
            for (index, cut) in cuts.enumerated() {
                let part = UsagePart(
                    try cut.subtracting(before),
                    before: before,
                    isFirst: index == 0,
                    isLast: index == cuts.count - 1,
                    billedBefore: billed
                )
                billed = try billed.adding(Samples.total(rater, part))
                before = cut
            }
            let whole = try Samples.total(rater, UsagePart(end))
            try #require(billed == whole, "\(terms) at \(end), cut at \(cuts)")
        }
    }

    @Test func whatIsBilledNeverLiesOutsideOfMinimumAndMaximum() {
        forEachSeed(300) { generator in
            let terms = try Samples.terms(&generator, discounted: true)
            let rater = Rater(terms, .currency(try #require(Currency(iso: "EUR"))), .daybook)
            let total = try Samples.total(rater, UsagePart(Samples.quantity(&generator)))
            let cent = try PreciseAmount(coefficient: 1, scale: 2)
            let (low, high) = (try total.subtracting(cent), try total.adding(cent))
            if let maximum = terms.maximum { try #require(low <= maximum) }
            if let minimum = terms.minimum { try #require(high >= minimum) }
            try #require(!total.isNegative)
        }
    }

    @Test func moreUsageNeverCostsLessAtPricesThatOnlyGrow() {
        forEachSeed(300) { generator in
            let terms = try Samples.terms(&generator, discounted: true, volume: false)
            let rater = Rater(terms, .exact, .daybook)
            let less = Samples.quantity(&generator)
            let more = try less.adding(Samples.quantity(&generator))
            let (low, high) = (
                try Samples.total(rater, UsagePart(less)), try Samples.total(rater, UsagePart(more))
            )
            try #require(low <= high, "\(terms): \(less) costs \(low), \(more) costs \(high)")
        }
    }

    /// What is stored with a line is enough to come to its total again.
    @Test func aDerivationComesToItsLine() {
        forEachSeed(400) { generator in
            let terms = try Samples.terms(&generator, discounted: true)
            let codes = ["EUR", "JPY", "KWD"]
            let code = codes.randomElement(using: &generator) ?? "EUR"
            let rater = Rater(terms, .currency(try #require(Currency(iso: code))), .daybook)
            let part = UsagePart(Samples.quantity(&generator))
            let rated = try rater.rate(part)
            let derivations = try rater.derivations(of: rated, part)
            try #require(derivations.count == rated.lines.count)
            for (line, derivation) in zip(rated.lines, derivations) {
                let (told, meant) = (try derivation.total(), try line.totals().total)
                try #require(told == meant, "\(terms): \(derivation.steps)")
            }
        }
    }

    /// Corrections of any kind, in any order of knowledge, end at what the whole period costs.
    @Test func correctionsEndAtTheWhole() {
        forEachSeed(200) { generator in
            let terms = try Samples.terms(&generator, discounted: false)
            let currency = try #require(Currency(iso: "EUR"))
            let rater = Rater(terms, .currency(currency), .daybook)
            let bounds = try (0...4).map { try Instant(seconds: Int64($0) * 864_000) }
            let rating = CorrectionRating(rater, try Period(from: bounds[0], to: bounds[4]))
            var (booked, known) = ([BookedLine](), [PreciseAmount]())
            var earlier: [CorrectionRating.Part] = []
            for index in 0..<4 {
                // Late usage raises what was known of the periods before.
                known.append(known.last ?? .zero)
                for late in known.indices where Bool.random(using: &generator) {
                    let more = Samples.quantity(&generator)
                    for later in late..<known.count { known[later] = try known[later].adding(more) }
                }
                let period = try Period(from: bounds[index], to: bounds[index + 1])
                let part = CorrectionRating.Part(period, quantity: known[index])
                booked += try rating.delta(part, after: booked)
                let corrected = zip(earlier, known).map {
                    CorrectionRating.Part(
                        $0.period,
                        quantity: $1,
                        run: $0.run,
                        booked: $0.booked
                    )
                }
                let lines = try rating.preservingPeriods(part, after: corrected)
                earlier.append(
                    CorrectionRating.Part(period, quantity: known[index], run: "r", booked: lines)
                )
            }
            let whole = try Samples.total(rater, UsagePart(known[3]))
            let delta = try booked.map(\.totals.total).sum()
            let preserved = try earlier.flatMap(\.booked).map(\.totals.total).sum()
            try #require(delta == whole && preserved == whole, "\(terms) at \(known)")
        }
    }

    @Test func creditsNeverPayMoreThanALineOrThanTheyAre() {
        forEachSeed(300) { generator in
            let terms = try Samples.terms(&generator, discounted: true)
            let rater = Rater(terms, .currency(try #require(Currency(iso: "EUR"))), .daybook)
            let part = UsagePart(Samples.quantity(&generator))
            let open = try LineTotals.sum(rater.rate(part).lines).total
            let credit = AppliedCredit(
                reference: "c",
                amount: Samples.quantity(&generator).rounded(toScale: 2, .down)
            )
            do {
                let lines = try rater.rate(part, credits: [credit]).lines
                let totals = try LineTotals.sum(lines)
                try #require(totals.credits == credit.amount)
                let sum = try totals.total.adding(credit.amount)
                try #require(sum == open)
                try #require(lines.allSatisfy { (try? $0.totals().total.isNegative) == false })
            } catch RatingError.creditsLeftOver(let rest) {
                let used = try credit.amount.subtracting(rest)
                try #require(used == open)
            }
        }
    }
}

/// Prices and quantities at random.
private enum Samples {
    static func quantity(_ generator: inout SeededGenerator) -> PreciseAmount {
        let scale = [0, 0, 1, 6].randomElement(using: &generator) ?? 0
        let digits = Int128.random(in: 0...4_000, using: &generator)
        return (try? PreciseAmount(coefficient: digits, scale: scale)) ?? .zero
    }

    private static func amount(_ generator: inout SeededGenerator) -> PreciseAmount {
        let scale = [0, 2, 3, 9].randomElement(using: &generator) ?? 0
        let digits = Int128.random(in: 0...5_000, using: &generator)
        return (try? PreciseAmount(coefficient: digits, scale: scale)) ?? .zero
    }

    /// Ends of parts, in order, the last at the end; a part may be empty.
    static func cuts(
        upTo end: PreciseAmount,
        _ generator: inout SeededGenerator,
    ) -> [PreciseAmount] {
        let inner = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
            min(quantity(&generator), end)
        }
        return inner.sorted() + [end]
    }

    static func total(_ rater: Rater, _ part: UsagePart) throws -> PreciseAmount {
        try LineTotals.sum(rater.rate(part).lines).total
    }

    static func terms(
        _ generator: inout SeededGenerator,
        discounted: Bool,
        volume: Bool = true,
    ) throws -> PriceTerms {
        let price = try price(&generator, volume: volume)
        let some = { (generator: inout SeededGenerator) in Bool.random(using: &generator) }
        let minimum = some(&generator) ? amount(&generator) : nil
        let maximum =
            some(&generator) ? try amount(&generator).adding(minimum ?? .zero).adding(.one) : nil
        return try PriceTerms(
            price,
            included: some(&generator) ? quantity(&generator) : nil,
            discountPercent: discounted && some(&generator)
                ? PreciseAmount(Int.random(in: 0...100, using: &generator)) : nil,
            maximum: maximum,
            minimum: minimum
        )
    }

    private static func price(
        _ generator: inout SeededGenerator,
        volume: Bool,
    ) throws -> Price {
        switch Int.random(in: 0..<(volume ? 5 : 4), using: &generator) {
        case 0: return .unit(amount(&generator))
        case 1:
            let size = try quantity(&generator).adding(.one)
            return .package(try PackagePrice(amount: amount(&generator), size: size))
        case 2: return .percentage(try PercentagePrice(percent: amount(&generator)))
        case 3: return .tiered(try TieredPrice(.graduated, tiers(&generator)))
        case _: return .tiered(try TieredPrice(.volume, tiers(&generator)))
        }
    }

    private static func tiers(_ generator: inout SeededGenerator) throws -> [PriceTier] {
        var tiers: [PriceTier] = []
        var bound = PreciseAmount.zero
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
            bound = try bound.adding(quantity(&generator)).adding(.one)
            tiers.append(tier(upTo: bound, &generator))
        }
        tiers.append(tier(upTo: nil, &generator))
        return tiers.shuffled(using: &generator)
    }

    private static func tier(
        upTo bound: PreciseAmount?,
        _ generator: inout SeededGenerator,
    ) -> PriceTier {
        let hasFlat = Bool.random(using: &generator)
        let hasUnit = !hasFlat || Bool.random(using: &generator)
        return PriceTier(
            upTo: bound,
            flat: hasFlat ? amount(&generator) : nil,
            unit: hasUnit ? amount(&generator) : nil
        )
    }
}
