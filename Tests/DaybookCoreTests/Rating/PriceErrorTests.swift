import DaybookCore
import Testing

/// Prices that cannot be: each is refused with the field that is wrong.
@Suite struct PriceErrorTests {
    private static func tier(_ upTo: Int?, unit: Int? = 1, flat: Int? = nil) -> PriceTier {
        PriceTier(
            upTo: upTo.map { PreciseAmount($0) },
            flat: flat.map { PreciseAmount($0) },
            unit: unit.map { PreciseAmount($0) }
        )
    }

    private static func terms(
        _ price: Price,
        included: Int? = nil,
        discount: Int? = nil,
        maximum: Int? = nil,
        minimum: Int? = nil,
        conversion: UnitConversion? = nil,
    ) throws(PriceError) -> PriceTerms {
        try PriceTerms(
            price,
            conversion: conversion,
            included: included.map { PreciseAmount($0) },
            discountPercent: discount.map { PreciseAmount($0) },
            maximum: maximum.map { PreciseAmount($0) },
            minimum: minimum.map { PreciseAmount($0) }
        )
    }

    private static let refused: [(String, @Sendable () throws -> Void)] = [
        ("tiers: there is no tier", { _ = try TieredPrice(.volume, []) }),
        (
            "tiers: the last tier must be open: one tier without an upper bound is missing",
            { _ = try TieredPrice(.graduated, [tier(5), tier(10)]) }
        ),
        (
            "tiers[2]: only one tier may be without an upper bound",
            { _ = try TieredPrice(.graduated, [tier(nil), tier(5), tier(nil)]) }
        ),
        (
            "tiers[1].upToAmount: two tiers end at 5",
            { _ = try TieredPrice(.graduated, [tier(5), tier(5), tier(nil)]) }
        ),
        (
            "tiers[0]: the tier has neither a flat nor a unit price",
            { _ = try TieredPrice(.graduated, [tier(nil, unit: nil)]) }
        ),
        (
            "tiers[1].unitPrice: must not be below zero",
            { _ = try TieredPrice(.graduated, [tier(5), tier(nil, unit: -1)]) }
        ),
        (
            "tiers[0].upToAmount: must be above zero",
            { _ = try TieredPrice(.graduated, [tier(0), tier(nil)]) }
        ),
        ("amount: must not be below zero", { _ = try terms(.unit(PreciseAmount(-1))) }),
        (
            "multiplier: must not be below zero",
            { _ = try terms(.dynamic(multiplier: PreciseAmount(-1))) }
        ),
        (
            "quantityPerPackage: must be above zero",
            { _ = try PackagePrice(amount: .one, size: .zero) }
        ),
        ("discounts.usage: must not be below zero", { _ = try terms(.unit(.one), included: -1) }),
        (
            "discounts.percentage: must lie between 0 and 100",
            { _ = try terms(.unit(.one), discount: 101) }
        ),
        (
            "minimumAmount: the minimum is above the maximum",
            { _ = try terms(.unit(.one), maximum: 5, minimum: 6) }
        ),
        (
            "unitConfig: not allowed with a package price",
            {
                let price = try PackagePrice(amount: .one, size: .one)
                let conversion = try UnitConversion(.divide, by: PreciseAmount(1_000))
                _ = try terms(.package(price), conversion: conversion)
            }
        ),
        ("conversionFactor: must be above zero", { _ = try UnitConversion(.divide, by: .zero) }),
        (
            "discounts.usage: not allowed with a matrix price",
            {
                let price = try MatrixPrice(dimensions: ["region"], rows: [], standard: .one)
                _ = try terms(.matrix(price), included: 1)
            }
        ),
        (
            "rows[1].values: the same values occur twice",
            {
                let row = MatrixPrice.Row(values: ["eu"], amount: .one)
                _ = try MatrixPrice(dimensions: ["region"], rows: [row, row], standard: .one)
            }
        ),
        (
            "perEventMinimum: the minimum is above the maximum",
            {
                _ = try PercentagePrice(
                    percent: .one,
                    minimumPerEvent: PreciseAmount(2),
                    maximumPerEvent: .one
                )
            }
        ),
    ]

    @Test func eachRefusalNamesTheFieldThatIsWrong() {
        for (words, make) in Self.refused {
            do {
                try make()
                Issue.record("not refused: \(words)")
            } catch let error as PriceError {
                #expect(error.description == words)
            } catch {
                Issue.record("\(words): \(error)")
            }
        }
    }

    /// Amounts beyond 38 digits are an error of the number, and never a wrong amount or a trap.
    @Test func numbersThatDoNotFitAreRefused() throws {
        let huge = try PreciseAmount("99999999999999999999999999999999999999")
        let euro = try #require(Currency(iso: "EUR"))
        let rater = Rater(try Self.terms(.unit(huge)), .currency(euro), .daybook)
        #expect(throws: RatingError.number(.overflow)) { try rater.rate(UsagePart(huge)) }
        #expect(throws: RatingError.negative("quantity")) {
            try rater.rate(UsagePart(PreciseAmount(-1)))
        }
    }

    /// A matrix prices each combination by the first row that fits, and the rest as standard.
    @Test func aMatrixPricesCombinations() throws {
        let rows = [
            MatrixPrice.Row(values: ["eu", "large"], amount: PreciseAmount(3)),
            MatrixPrice.Row(values: ["eu", nil], amount: PreciseAmount(2)),
        ]
        let price = try MatrixPrice(dimensions: ["region", "size"], rows: rows, standard: .one)
        let euro = try #require(Currency(iso: "EUR"))
        let rater = Rater(try Self.terms(.matrix(price)), .currency(euro), .daybook)
        let cells = [("eu", "large", 2), ("us", "small", 5), ("eu", "tiny", 4), ("eu", "small", 1)]
            .map { UsagePart.MatrixCell(values: [$0, $1], quantity: PreciseAmount($2)) }
        let lines = try rater.rate(UsagePart(PreciseAmount(12), cells: cells)).lines
        let found = lines.map { "\($0.rule.reference) \($0.quantity) × \($0.unitAmount)" }
        #expect(
            found == [
                "matrix-1-usage 2 × 3", "matrix-2-usage 5 × 2", "matrix-default-usage 5 × 1",
            ]
        )
    }
}
