/// The most that somebody may give away in one act, a currency each. In a currency that is not
/// named, it is nothing.
package struct Limits: Hashable, Sendable {
    /// In the order of their currencies.
    package let amounts: [Money]

    package static let none = Limits(sorted: [])

    private init(sorted amounts: [Money]) {
        self.amounts = amounts
    }

    /// Reads `50.00 EUR, 60 USD`; an empty text is no limit, so nothing may be given away.
    ///
    /// - Parameter known: finds a currency that is not of ISO 4217
    package init(
        reading text: String,
        known: (String) throws -> Currency? = { _ in nil },
    ) throws {
        var amounts: [String: Money] = [:]
        for part in text.split(separator: ",", omittingEmptySubsequences: false)
        where !text.allSatisfy({ $0 == " " }) {
            let words = part.split(separator: " ").map(String.init)
            guard words.count == 2 else { throw LimitError.notAnAmount(String(part)) }
            let code = words[1].uppercased()
            guard let currency = try Currency(iso: code) ?? known(code) else {
                throw LimitError.unknownCurrency(words[1])
            }
            guard let amount = try? Money(words[0], currency), !amount.isNegative else {
                throw LimitError.notAnAmount(String(part))
            }
            guard amounts.updateValue(amount, forKey: code) == nil else {
                throw LimitError.twice(code)
            }
        }
        self.init(sorted: amounts.values.sorted { $0.currency.code < $1.currency.code })
    }

    /// The most in a currency.
    package func most(in currency: Currency) -> Money {
        amounts.first { $0.currency == currency } ?? .zero(currency)
    }

    package func allow(_ amount: Money) -> Bool {
        amount.minorUnits <= most(in: amount.currency).minorUnits
    }

    /// Whether an amount is as much as is named in its currency, where that is named at all. What
    /// is taken off weighs as much as what is given.
    package func areReached(by amount: Money) -> Bool {
        guard let from = amounts.first(where: { $0.currency == amount.currency }) else {
            return false
        }
        return amount.minorUnits.magnitude >= from.minorUnits.magnitude
    }
}

extension Limits: CustomStringConvertible {
    /// As it can be read again.
    package var description: String {
        amounts.map { "\($0.amount) \($0.currency.code)" }.joined(separator: ", ")
    }
}

/// Why a text names no limits.
package enum LimitError: Error, Hashable, Sendable {
    case notAnAmount(String)
    case unknownCurrency(String)
    case twice(String)
}
