package import DaybookCore

extension SampleBooks {
    /// What is sold, and how it is counted.
    package struct Catalogue: Sendable {
        package let units: [(id: RecordID, unit: ProductUnit)]
        package let meters: [(id: RecordID, name: String, meter: Meter)]
        package let products: [(id: RecordID, product: Product)]
        package let plan: (id: RecordID, key: String, definition: PlanDefinition)
        package let createdAt: Instant
    }

    package func catalogue() throws -> Catalogue {
        var count = 0
        func newID() throws -> RecordID {
            count += 1
            return try id(.catalogue, count)
        }
        return Catalogue(
            units: try SampleProduct.units.map { (id: try newID(), unit: $0) },
            meters: try Self.meters().map { (id: try newID(), name: $0.key, meter: $0) },
            products: try SampleProduct.all.map { (id: try newID(), product: $0.product) },
            plan: (id: try newID(), key: "team", definition: try Self.plan()),
            createdAt: try opening
        )
    }

    static let requestType = "api.request"
    static let volumeType = "storage.measured"

    private static func meters() throws -> [Meter] {
        let groups = [MeterGroup(name: "region", path: "$.region")]
        return [
            try Meter(
                key: "api-calls",
                eventType: requestType,
                aggregation: .count,
                groups: groups
            ),
            try Meter(
                key: "egress",
                eventType: requestType,
                aggregation: .sum,
                valuePath: "$.gb",
                groups: groups
            ),
            try Meter(
                key: "storage",
                eventType: volumeType,
                aggregation: .max,
                valuePath: "$.gb"
            ),
        ]
    }

    // MARK: - What accounts have agreed to

    /// Three things a month, each on a line of its own.
    private static func plan() throws -> PlanDefinition {
        let month = try CalendarDuration(months: 1)
        let currencies = SampleCountry.all.map(\.currency)
        func card(
            _ product: SampleProduct,
            _ price: (SampleCountry) throws -> Price,
        ) throws -> RateCard {
            var prices: [Currency: PriceTerms] = [:]
            for country in SampleCountry.all {
                prices[country.currency] = try PriceTerms(price(country))
            }
            return RateCard(
                key: product.product.key,
                name: product.product.name,
                product: product.product.key,
                prices: prices,
                cadence: month
            )
        }
        let cards = [
            try card(.platform) { .flat(try $0.price(cents: 49_00), .inArrears) },
            try card(.support) { .flat(try $0.price(cents: 20_00), .inArrears) },
            try card(.calls) { .tiered(try $0.callPrice()) },
        ]
        return PlanDefinition(
            name: "Team",
            currencies: currencies.reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
            billingCadence: month,
            phases: [PlanPhase(key: "run", name: "Run", rateCards: cards)]
        )
    }

    /// Makes the contracts of accounts, one by one.
    package struct Contracts {
        private let books: SampleBooks
        private let plan: PlanDefinition
        /// All of one currency say the same.
        private var known: [Currency: Contract] = [:]

        package init(_ books: SampleBooks) throws {
            self.books = books
            plan = try SampleBooks.plan()
        }

        /// The terms since the start of the running month: what came before was billed under
        /// others, so that a billing run has this month to bill, and no other.
        package mutating func contract(of account: Account) throws -> ContractRecord {
            let start = books.runningMonth.start
            var chance = SampleChance(books.seed, .contract, account.id.hashValueOfBits)
            let signedAt = try start.adding(microseconds: -20 * Microseconds.inDay)
            return ContractRecord(
                id: RecordID(createdAt: signedAt, chance: chance.idBits()),
                key: "CT-\(account.key)",
                account: account.id,
                name: plan.name,
                profile: .daybook,
                contract: try terms(account.currency, from: start, signedAt: signedAt),
                createdAt: signedAt,
                note: nil
            )
        }

        private mutating func terms(
            _ currency: Currency,
            from start: Instant,
            signedAt: Instant,
        ) throws -> Contract {
            if let contract = known[currency] { return contract }
            let order = PlanOrder(
                plan,
                currency: currency,
                zone: books.zone,
                start: start,
                alignment: .calendar
            )
            let country = SampleCountry.all.first { $0.currency == currency }
            let percent = try country?.taxRate.multiplied(by: PreciseAmount(100)) ?? .zero
            let contract = Contract(
                currency: currency,
                zone: books.zone,
                first: try ContractPlan(
                    .standard,
                    order,
                    of: PlanOrigin(plan: "team", version: 1)
                ),
                taxes: TaxTable(standard: try TaxRate(percent: percent.normalized, .exclusive)),
                signedAt: signedAt
            )
            known[currency] = contract
            return contract
        }
    }
}

extension RecordID {
    /// A number that stands for it as the number of its record does.
    fileprivate var hashValueOfBits: Int { Int(truncatingIfNeeded: bits ^ bits >> 64) }
}

extension SampleCountry {
    /// A price in this country, of one in euro cents, in steps of the smallest coin.
    func price(cents: Int) throws -> PreciseAmount {
        let amount = try PreciseAmount(
            coefficient: Int128(cents) * Int128(priceOfHundred),
            scale: 4
        )
        return try Money(rounding: amount, to: currency).amount
    }

    /// A price in this country, of one in millionths of a euro.
    func smallPrice(millionths: Int) throws -> PreciseAmount {
        try PreciseAmount(
            coefficient: Int128(millionths) * Int128(priceOfHundred),
            scale: 8
        ).normalized
    }

    /// The first calls are covered by a fee, which is owed without calls too.
    fileprivate func callPrice() throws -> TieredPrice {
        try TieredPrice(
            .graduated,
            [
                PriceTier(upTo: PreciseAmount(1_000), flat: try price(cents: 5_00)),
                PriceTier(upTo: PreciseAmount(100_000), unit: try smallPrice(millionths: 400)),
                PriceTier(upTo: nil, unit: try smallPrice(millionths: 250)),
            ]
        )
    }
}
