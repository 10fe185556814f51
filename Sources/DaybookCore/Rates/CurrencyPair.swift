/// Two currencies, by their codes: how much of the second one is had for one of the first.
package struct CurrencyPair: Hashable, Sendable {
    package let base: String
    package let quote: String

    package init(base: String, quote: String) {
        self.base = base
        self.quote = quote
    }

    /// Reads `EUR/USD`, whatever the case.
    package init?(reading text: String) {
        let codes = text.uppercased().split(separator: "/", omittingEmptySubsequences: false)
        guard codes.count == 2 else { return nil }
        self.init(base: String(codes[0]), quote: String(codes[1]))
    }

    package var inverse: CurrencyPair { CurrencyPair(base: quote, quote: base) }
}

extension CurrencyPair: CustomStringConvertible {
    package var description: String { "\(base)/\(quote)" }
}
