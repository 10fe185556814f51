import DaybookCore
import DaybookStore
import DaybookWire

/// Currencies and rates as somebody types them.
extension Session {
    static let pairArgument = ArgumentSpec("PAIR", "Two currencies, such as EUR/USD")
    static let rateDayArgument = ArgumentSpec("DATE", "The day from which it holds", kind: .date)

    /// A currency of ISO 4217 or of the ledger's own.
    func currency(_ code: String, _ connection: Connection) throws -> Currency {
        let code = code.uppercased()
        let known = try Currency(iso: code) ?? CurrencyRepository(connection).find(code)
        guard let known else { throw RateError.unknownCurrency(code) }
        return known
    }

    /// A pair of currencies that there are.
    func pair(_ text: String, _ connection: Connection) throws -> CurrencyPair {
        guard let pair = CurrencyPair(reading: text) else { throw RateError.badPair(text) }
        for code in [pair.base, pair.quote] { _ = try currency(code, connection) }
        return pair
    }

    func rateNumber(_ text: String) throws -> PreciseAmount {
        guard let number = try? PreciseAmount(text) else { throw RateError.badRate(text) }
        return number
    }

    /// The rate that the arguments PAIR and DATE name.
    func namedRate(_ connection: Connection) throws -> RateRepository.Stored {
        let pair = try pair(invocation.argument("PAIR"), connection)
        let day = try civilDate(invocation.argument("DATE"), "DATE")
        guard let stored = try RateRepository(connection).find(pair, from: day) else {
            throw RateError.notThere(pair, on: day)
        }
        return stored
    }
}

extension WrittenRecord {
    init(
        _ stored: RateRepository.Stored,
        isGone: Bool = false,
        _ connection: Connection,
    ) throws {
        let key = "\(stored.rate.pair) \(stored.rate.from.iso8601)"
        try self.init(stored.id, key: key, state: isGone ? nil : "set", .rate, connection)
    }
}
