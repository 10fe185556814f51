/// An amount in another currency, and the rate that made it.
package struct Conversion: Hashable, Sendable {
    package let amount: Money
    package let result: Money
    /// Nil where nothing was to be converted.
    package let rate: ExchangeRate?

    /// Whether the rate was turned round: it was divided by, not multiplied with.
    package var isInverse: Bool { rate.map { $0.pair.base != amount.currency.code } ?? false }

    /// Converts with the last rate on or before a day; with the one of the other direction only
    /// where there is none of this one. The exact result is rounded once, half away from zero.
    ///
    /// - Parameter rate: the last rate of a pair on or before the day
    package init(
        of amount: Money,
        to currency: Currency,
        on day: CivilDate,
        rate find: (CurrencyPair) throws -> ExchangeRate?,
    ) throws {
        self.amount = amount
        if amount.currency == currency {
            (result, rate) = (amount, nil)
            return
        }
        let pair = CurrencyPair(base: amount.currency.code, quote: currency.code)
        if let direct = try find(pair) {
            result = try Money(quantity: amount.amount, times: direct.rate, in: currency)
            rate = direct
        } else if let inverse = try find(pair.inverse) {
            let quotient = try amount.amount.divided(
                by: inverse.rate,
                scale: currency.minorUnitDigits,
                rounding: .halfAwayFromZero
            )
            result = try Money(rounding: quotient, to: currency)
            rate = inverse
        } else {
            throw RateError.missing(pair, on: day, first: nil)
        }
    }
}
