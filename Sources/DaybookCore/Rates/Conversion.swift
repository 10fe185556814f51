/// An amount in another currency, and the rates that made it.
package struct Conversion: Hashable, Sendable {
    package let amount: Money
    package let result: Money
    /// None where nothing was to be converted, two where it went by way of a third currency.
    package let steps: [Step]

    /// A rate, and which way it was used.
    package struct Step: Hashable, Sendable {
        package let rate: ExchangeRate
        /// Whether the rate was turned round: it was divided by, not multiplied with.
        package let isInverse: Bool

        fileprivate var from: String { isInverse ? rate.pair.quote : rate.pair.base }
    }

    /// The third currency by way of which it went.
    package var through: String? { steps.count > 1 ? steps[1].from : nil }

    /// Converts with the last rate on or before a day; with the one of the other direction only
    /// where there is none of this one; by way of a third currency only where there is neither.
    /// The exact result is rounded once, half away from zero.
    ///
    /// - Parameters:
    ///   - third: the currency that others are held against: that of the books
    ///   - rate: the last rate of a pair on or before the day
    package init(
        of amount: Money,
        to currency: Currency,
        on day: CivilDate,
        through third: String? = nil,
        rate find: (CurrencyPair) throws -> ExchangeRate?,
    ) throws {
        self.amount = amount
        let pair = CurrencyPair(base: amount.currency.code, quote: currency.code)
        if amount.currency == currency {
            (result, steps) = (amount, [])
        } else if let step = try Self.step(pair, find) {
            steps = [step]
            result = try Self.converted(amount, to: currency, steps)
        } else if let third, third != pair.base, third != pair.quote,
            let first = try Self.step(CurrencyPair(base: pair.base, quote: third), find),
            let second = try Self.step(CurrencyPair(base: third, quote: pair.quote), find)
        {
            steps = [first, second]
            result = try Self.converted(amount, to: currency, steps)
        } else {
            throw RateError.missing(pair, on: day, first: nil)
        }
    }

    private static func step(
        _ pair: CurrencyPair,
        _ find: (CurrencyPair) throws -> ExchangeRate?,
    ) throws -> Step? {
        if let rate = try find(pair) { return Step(rate: rate, isInverse: false) }
        return try find(pair.inverse).map { Step(rate: $0, isInverse: true) }
    }

    /// All factors first, then all divisors: nothing is rounded between two steps.
    private static func converted(
        _ amount: Money,
        to currency: Currency,
        _ steps: [Step],
    ) throws(NumberError) -> Money {
        var (factor, divisor) = (PreciseAmount.one, PreciseAmount.one)
        for step in steps {
            if step.isInverse {
                divisor = try divisor.multiplied(by: step.rate.rate).normalized
            } else {
                factor = try factor.multiplied(by: step.rate.rate).normalized
            }
        }
        if divisor == .one {
            return try Money(quantity: amount.amount, times: factor, in: currency)
        }
        let quotient = try amount.amount.multiplied(by: factor).divided(
            by: divisor,
            scale: currency.minorUnitDigits,
            rounding: .halfAwayFromZero
        )
        return try Money(rounding: quotient, to: currency)
    }
}
