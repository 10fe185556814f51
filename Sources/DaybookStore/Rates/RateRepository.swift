package import DaybookCore

/// Exchange rates in the ledger.
package struct RateRepository {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// A rate with its identity.
    package struct Stored: Hashable, Sendable {
        package let id: RecordID
        package var rate: ExchangeRate
        package let createdAt: Instant

        package init(id: RecordID, rate: ExchangeRate, createdAt: Instant) {
            (self.id, self.rate, self.createdAt) = (id, rate, createdAt)
        }
    }

    @discardableResult
    package func insert(
        _ rate: ExchangeRate,
        id: RecordID,
        at now: Instant,
    ) throws -> Stored {
        if let other = try find(rate.pair, from: rate.from) { throw RateError.exists(other.rate) }
        try connection.run(
            """
            INSERT INTO exchange_rates (id, base, quote, valid_from, rate, source, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(id), .text(rate.pair.base), .text(rate.pair.quote), .date(rate.from),
                .decimal(rate.rate), .text(rate.source), .instant(now),
            ]
        )
        return Stored(id: id, rate: rate, createdAt: now)
    }

    package func update(_ stored: Stored, from version: Int) throws {
        try RecordVersions(connection).require(version, of: stored.id, .rate)
        try connection.run(
            "UPDATE exchange_rates SET rate = ?, source = ? WHERE id = ?",
            [.decimal(stored.rate.rate), .text(stored.rate.source), .id(stored.id)]
        )
    }

    package func delete(_ stored: Stored) throws {
        try connection.run("DELETE FROM exchange_rates WHERE id = ?", [.id(stored.id)])
    }

    // MARK: - Reading

    /// The rate that begins on this very day.
    package func find(_ pair: CurrencyPair, from day: CivilDate) throws -> Stored? {
        try connection.first(
            Self.selection + " WHERE base = ? AND quote = ? AND valid_from = ?",
            [.text(pair.base), .text(pair.quote), .date(day)],
            Self.stored
        )
    }

    /// The last rate on or before a day.
    package func rate(of pair: CurrencyPair, on day: CivilDate) throws -> Stored? {
        try connection.first(
            Self.selection
                + """
                 WHERE base = ? AND quote = ? AND valid_from <= ?
                ORDER BY valid_from DESC LIMIT 1
                """,
            [.text(pair.base), .text(pair.quote), .date(day)],
            Self.stored
        )
    }

    /// Converts as of a day. Two currencies that nobody has a rate of are held against that of the
    /// books.
    package func convert(
        _ amount: Money,
        to currency: Currency,
        on day: CivilDate,
    ) throws -> Conversion {
        do {
            let books = try OrganisationRepository(connection).get().currency.code
            return try Conversion(of: amount, to: currency, on: day, through: books) { pair in
                try rate(of: pair, on: day)?.rate
            }
        } catch RateError.missing(let pair, on: let day, first: _) {
            throw RateError.missing(pair, on: day, first: try firstDay(of: pair))
        }
    }

    /// The first day on which two currencies can be converted, in whichever direction.
    private func firstDay(of pair: CurrencyPair) throws -> CivilDate? {
        try connection.first(
            """
            SELECT min(valid_from) FROM exchange_rates
            WHERE (base = ?1 AND quote = ?2) OR (base = ?2 AND quote = ?1)
            """,
            [.text(pair.base), .text(pair.quote)]
        ) { try $0.optionalDate(0) } ?? nil
    }

    /// Hands out all rates in the order in which they came.
    package func forEach(_ body: (Stored) throws -> Void) throws {
        try connection.forEach(Self.selection + " ORDER BY row") { try body(try Self.stored($0)) }
    }

    /// Which rates a list is of.
    package struct Choice: Sendable {
        package var base: String?
        package var quote: String?
        package var from: CivilDate?
        package var through: CivilDate?
        package var limit = 1000

        package init() {}
    }

    /// The latest first, then by their currencies.
    package func list(_ choice: Choice) throws -> [Stored] {
        try connection.all(
            Self.selection
                + """
                 WHERE (?1 IS NULL OR base = ?1) AND (?2 IS NULL OR quote = ?2)
                    AND (?3 IS NULL OR valid_from >= ?3) AND (?4 IS NULL OR valid_from <= ?4)
                ORDER BY valid_from DESC, base, quote LIMIT ?5
                """,
            [
                .text(choice.base), .text(choice.quote), .date(choice.from),
                .date(choice.through), .integer(choice.limit),
            ],
            Self.stored
        )
    }

    private static let selection = """
        SELECT id, base, quote, valid_from, rate, source, created_at FROM exchange_rates
        """

    private static func stored(_ row: Row) throws -> Stored {
        let pair = CurrencyPair(base: row.text(1), quote: row.text(2))
        let day = try row.date(3)
        let amount = try row.amount(4)
        guard
            let rate = try? ExchangeRate(pair, from: day, rate: amount, source: row.text(5))
        else { throw UnreadableValue(expected: "a rate", found: row.text(4)) }
        return Stored(id: try row.id(0), rate: rate, createdAt: try row.instant(6))
    }
}

extension RecordKind {
    package static var rate: RecordKind { .init(table: "exchange_rates", noun: "rate") }
}
