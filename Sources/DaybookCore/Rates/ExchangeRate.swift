/// What a currency costs in another one from a day on, until the next rate of the two.
package struct ExchangeRate: Hashable, Sendable {
    package let pair: CurrencyPair
    package let from: CivilDate
    /// Units of the second currency for one of the first.
    package var rate: PreciseAmount
    /// Who says so: a bank, a contract.
    package var source: String

    private static let mostDigits = 18
    private static let longestSource = 200

    /// - Throws: where no rate can be so
    package init(
        _ pair: CurrencyPair,
        from: CivilDate,
        rate: PreciseAmount,
        source: String,
    ) throws(RateError) {
        if pair.base == pair.quote { throw .sameCurrency(pair.base) }
        let rate = rate.normalized
        guard rate.isPositive, rate.scale <= Self.mostDigits else { throw .badRate("\(rate)") }
        let isLine = source.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard isLine, source.utf8.count <= Self.longestSource else { throw .badSource }
        self.pair = pair
        self.from = from
        self.rate = rate
        self.source = source
    }
}

/// What is wrong with a rate, or which one is missing.
package enum RateError: Error, Hashable, Sendable {
    case badPair(String)
    case badRate(String)
    case badSource
    case sameCurrency(String)
    case unknownCurrency(String)
    /// There is another rate of this day.
    case exists(ExchangeRate)
    case notThere(CurrencyPair, on: CivilDate)
    /// Nothing converts on a day; the first day on which something does, where one comes later.
    case missing(CurrencyPair, on: CivilDate, first: CivilDate?)
}
