/// A table of rates as people and banks write them: a rate a line, or a day a line with a column
/// for each currency, as the European Central Bank has it.
package struct RateTable: Sendable {
    private let layout: Layout
    private let source: String
    /// What the columns are called that nobody knows.
    package private(set) var passedOver: [String] = []

    private enum Layout {
        /// The places of the columns.
        case rates(date: Int, base: Int, quote: Int, rate: Int, source: Int?)
        case days(date: Int, [(column: Int, pair: CurrencyPair)])
    }

    /// - Parameters:
    ///   - header: the first line
    ///   - base: the currency that the others are quoted for, where a line is a day
    ///   - source: what rates without one are from
    ///   - isKnown: whether there is a currency of a code
    package init(
        header: [String],
        base: String,
        source: String,
        isKnown: (String) throws -> Bool,
    ) throws {
        self.source = source
        let names = header.map { Self.trimmed($0).lowercased() }
        func place(_ name: String) -> Int? { names.firstIndex(of: name) }
        guard let date = place("date") else { throw RateTableError.noDates }
        if let base = place("base"), let quote = place("quote"), let rate = place("rate") {
            layout = .rates(
                date: date,
                base: base,
                quote: quote,
                rate: rate,
                source: place("source")
            )
            return
        }
        var columns: [(column: Int, pair: CurrencyPair)] = []
        var unknown: [String] = []
        for (column, name) in names.enumerated() where column != date && !name.isEmpty {
            let code = name.uppercased()
            if code == base { continue }
            if try isKnown(code) {
                columns.append((column, CurrencyPair(base: base, quote: code)))
            } else {
                unknown.append(code)
            }
        }
        guard !columns.isEmpty else { throw RateTableError.noRates }
        layout = .days(date: date, columns)
        passedOver = unknown
    }

    /// The rates of a line; none where it has no number, as on a day without trade.
    ///
    /// - Parameter date: reads a day as it is written
    package func rates(
        in fields: [String],
        date read: (String) throws -> CivilDate,
    ) throws -> [ExchangeRate] {
        switch layout {
        case .rates(let date, let base, let quote, let rate, let source):
            let pair = CurrencyPair(
                base: Self.trimmed(fields[base]).uppercased(),
                quote: Self.trimmed(fields[quote]).uppercased()
            )
            let named = source.map { Self.trimmed(fields[$0]) } ?? ""
            let day = try read(Self.trimmed(fields[date]))
            return [try Self.rate(fields[rate], pair, day, named.isEmpty ? self.source : named)]
        case .days(let date, let columns):
            let day = try read(Self.trimmed(fields[date]))
            return try columns.compactMap { column, pair in
                let text = Self.trimmed(fields[column])
                if text.isEmpty || text == "N/A" || text == "-" { return nil }
                return try Self.rate(text, pair, day, source)
            }
        }
    }

    private static func rate(
        _ text: String,
        _ pair: CurrencyPair,
        _ day: CivilDate,
        _ source: String,
    ) throws -> ExchangeRate {
        let text = trimmed(text)
        guard let rate = try? PreciseAmount(text) else { throw RateError.badRate(text) }
        return try ExchangeRate(pair, from: day, rate: rate, source: source)
    }

    private static func trimmed(_ text: String) -> String {
        let rest = text.drop { $0 == " " }
        return String(rest.reversed().drop { $0 == " " }.reversed())
    }
}

/// Why the first line of a table tells nothing.
package enum RateTableError: Error, Hashable, Sendable {
    case noDates
    case noRates
}
