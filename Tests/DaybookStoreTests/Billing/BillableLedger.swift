import DaybookCore
import DaybookStore
import TestRigs
import Testing

/// A ledger with accounts on contracts, each other than the next, and usage that is known by heart.
struct BillableLedger: @unchecked Sendable {
    let fresh: FreshLedger
    private let ids = IDs()

    var ledger: Ledger { fresh.open }

    final class IDs {
        private var last: UInt128 = 9_000_000
        func next() -> RecordID {
            last += 1
            return RecordID(bits: last)
        }
    }

    static let start = instant("2025-01-01")

    static func instant(_ date: String) -> Instant {
        let parts = date.split(separator: "-").compactMap { Int($0) }
        let day = CivilDate(year: parts[0], month: parts[1], day: parts[2])!
        return try! ZoneRules.utc.startOfDay(day)
    }

    init(accounts count: Int, perCustomer: Int = 1, untaxed: Set<Int> = []) throws {
        fresh = try FreshLedger()
        let ids = ids
        try fresh.open.change(.test) { connection in
            let catalogue = CatalogueRepository(connection)
            try catalogue.insert(ProductUnit(key: "call", name: "calls"), id: ids.next())
            let meter = try Meter(
                key: "calls",
                eventType: "call",
                aggregation: .sum,
                valuePath: "$.count",
                groups: []
            )
            try MeterRepository(connection).insert(
                StoredMeter(id: ids.next(), name: "Calls", meter: meter, createdAt: Self.start)
            )
            try catalogue.insert(
                Product(key: "calls", name: "Calls", unit: "call", meter: "calls"),
                id: ids.next(),
                createdAt: Self.start
            )
            var history = VersionHistory(draft: try Self.plan())
            try history.publish(1, from: Self.start, now: Self.start)
            try catalogue.plans.insert(
                history,
                key: "basic",
                id: ids.next(),
                createdAt: Self.start
            )
            let customers = CustomerRepository(connection)
            let contracts = ContractRepository(connection, zone: { _ in .utc })
            for number in 0..<count {
                let customer = Customer.sample(number - number % perCustomer)
                let account = Account.sample(number, of: customer)
                if number % perCustomer == 0 { try customers.insert(customer) }
                try customers.insert(account)
                let isTaxed = !untaxed.contains(number)
                let record = try Self.contract(number, of: account, isTaxed, ids.next())
                try contracts.insert(record)
            }
        }
    }

    private static func plan() throws -> PlanDefinition {
        let euro = try #require(Currency(iso: "EUR"))
        let month = try CalendarDuration(months: 1)
        let fee = try PriceTerms(.flat(try PreciseAmount("19.90"), .inAdvance))
        let calls = try PriceTerms(
            .tiered(
                try TieredPrice(
                    .graduated,
                    [
                        PriceTier(upTo: PreciseAmount(100), unit: try PreciseAmount("0.015")),
                        PriceTier(upTo: nil, unit: try PreciseAmount("0.01")),
                    ]
                )
            ),
            minimum: PreciseAmount(1)
        )
        let cards = [
            RateCard(key: "fee", name: "Fee", prices: [euro: fee], cadence: month),
            RateCard(
                key: "calls",
                name: "Calls",
                product: "calls",
                prices: [euro: calls],
                cadence: month
            ),
        ]
        return PlanDefinition(
            name: "Basic",
            currencies: [euro],
            billingCadence: month,
            phases: [PlanPhase(key: "only", rateCards: cards)]
        )
    }

    /// Contracts begin on different days of January.
    private static func contract(
        _ number: Int,
        of account: Account,
        _ isTaxed: Bool,
        _ id: RecordID,
    ) throws -> ContractRecord {
        let order = PlanOrder(
            try plan(),
            currency: account.currency,
            zone: .utc,
            start: try start.adding(microseconds: Int64(number % 31) * 86_400_000_000)
        )
        let tax = try TaxRate(percent: PreciseAmount(19), .exclusive)
        return ContractRecord(
            id: id,
            key: "C-\(number)",
            account: account.id,
            name: "Basic",
            profile: .daybook,
            contract: Contract(
                currency: account.currency,
                zone: .utc,
                first: try ContractPlan(
                    .standard,
                    order,
                    of: PlanOrigin(plan: "basic", version: 1)
                ),
                taxes: TaxTable(standard: isTaxed ? tax : nil),
                signedAt: order.start
            ),
            createdAt: start,
            note: nil
        )
    }

    // MARK: - Runs

    /// Usage that follows from the account and the period alone.
    static func usage(_ question: UsageQuestion) -> UsagePart {
        let days = question.period.from.microseconds(since: start) / 86_400_000_000
        return UsagePart(PreciseAmount(Int(question.account.bits % 7) * 40 + Int(days)))
    }

    func run(
        asOf date: String,
        on ledger: Ledger? = nil,
        batchSize: Int = 16,
    ) -> BillingRun {
        BillingRun(
            ledger ?? self.ledger,
            BillingRun.Setting(
                asOf: Self.instant(date),
                zone: { _ in .utc },
                usage: { _ in UsageSource(usage: { Self.usage($0) }) },
                batchSize: batchSize
            )
        )
    }

    func preview(asOf date: String) throws -> [AccountBill] {
        var bills: [AccountBill] = []
        try run(asOf: date).preview { batch in
            bills += batch
            return true
        }
        return bills
    }

    /// Bills until `stop` says so, which is asked after each batch.
    @discardableResult
    func bill(
        asOf date: String,
        on ledger: Ledger? = nil,
        until stop: () -> Bool = { false },
    ) throws -> [AccountBill] {
        var bills: [AccountBill] = []
        let act = Act(
            actor: "tester",
            at: Self.instant(date),
            cause: .run,
            action: "bill.run"
        )
        try run(asOf: date, on: ledger).run(
            act,
            id: { RecordID(createdAt: Self.instant(date), chance: .random(in: 0...(.max))) }
        ) { batch in
            bills += batch
            return !stop()
        }
        return bills
    }

    // MARK: - Events

    /// Ingests events of one day, each with its count and the number that identifies it.
    func ingest(_ events: [(id: Int, subject: String, date: String, count: Int)]) throws {
        _ = try ingest(
            events.map { event in
                UsageEvent(
                    id: "\(event.id)",
                    source: "test",
                    type: "call",
                    subject: event.subject,
                    time: Self.instant(event.date),
                    data: #"{"count":\#(event.count)}"#
                )
            }
        )
    }

    func ingest(_ events: [UsageEvent]) throws -> IngestCounts {
        var ingest = try EventIngest(ledger, origin: "test", zone: .utc, at: Self.start)
        var packer = EventPacker(ingest.setting)
        for (index, event) in events.enumerated() { packer.add(event, line: index + 1) }
        try ingest.write(packer.take(isLast: true))
        return ingest.counts
    }

    /// A run with the ledger's own usage: the lines that it writes for usage.
    func billUsage(asOf date: String) throws -> [String] {
        let setting = BillingRun.Setting(asOf: Self.instant(date), zone: { _ in .utc })
        let act = Act(actor: "tester", at: Self.instant(date), cause: .run, action: "bill.run")
        var bills: [AccountBill] = []
        let at = Self.instant(date)
        try BillingRun(ledger, setting).run(
            act,
            id: { RecordID(createdAt: at, chance: .random(in: 0...(.max))) }
        ) { batch in
            bills += batch
            return true
        }
        return bills.flatMap { bill in
            bill.invoices.flatMap(\.lines).map(\.charge)
                .filter { $0.product != nil }
                .map {
                    "\(bill.accountKey) \($0.basis?.due.key.period ?? -1) "
                        + "\($0.basis?.kind.rawValue ?? "") \($0.quantity) \($0.amount.amount)"
                }
        }
    }

    /// Every line with its account, without ids.
    func lines() throws -> [String] {
        try ledger.read { connection in
            try connection.all(
                """
                SELECT accounts.key || ' ' || plan || ' ' || phase || ' ' || item || ' '
                    || item_period || ' ' || cause || ' ' || kind || ' ' || amount
                FROM lines JOIN line_origins ON line = lines.row
                    JOIN invoices ON invoices.row = invoice
                    JOIN accounts ON accounts.row = account
                ORDER BY 1
                """
            ) { $0.text(0) }
        }
    }
}
