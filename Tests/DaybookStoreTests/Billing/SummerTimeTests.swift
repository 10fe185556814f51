import DaybookCore
import DaybookStore
import DaybookWire
import TestRigs
import Testing

/// Trust: where clocks are put forward and back, days of 23 and of 25 hours are billed once each,
/// and every hour of usage counts once, also the one that the clock shows twice.
@Suite struct SummerTimeTests {
    private static let zones = [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/St_Johns",
        "Africa/Cairo",
    ]

    /// The first days of the weeks in which clocks change, in one zone or another.
    private static let weeks =
        ["2025-03-07", "2025-03-28", "2025-04-04", "2025-04-23"]
        + ["2025-10-03", "2025-10-24", "2025-10-30"]

    @Test(arguments: zones)
    func daysOfAnyLengthAreBilledOnce(_ name: String) throws {
        let zone = try ZoneRules(name: name, zoneFile: readBytes(at: "/usr/share/zoneinfo/\(name)"))
        var lengths: Set<Int64> = []
        for week in Self.weeks {
            let first = try CivilDate(iso8601: week)
            let days = try (0...6).map { try zone.startOfDay(first.adding(days: $0)) }
            if days[6].microseconds(since: days[0]) == 6 * 86_400_000_000 { continue }
            let billable = try BillableLedger(accounts: 0)
            try Self.sell(from: days[0], in: zone, billable.ledger)
            let hours = try Self.use(days[0], days[6], billable.ledger)
            // Runs on some noons, and another that finds nothing left to do.
            for start in [days[2], days[3], days[6], days[6]] {
                try Self.bill(try start.adding(microseconds: 43_200_000_000), zone, billable.ledger)
            }
            let lines = try Self.lines(billable.ledger)
            #expect(lines.map(\.from) == Array(days.dropLast()), "\(name), \(week)")
            #expect(lines.map(\.to) == Array(days.dropFirst()), "\(name), \(week)")
            for line in lines {
                let length = line.to.microseconds(since: line.from) / 1_800_000_000
                // Events come every half an hour.
                #expect(line.quantity == "\(length)", "\(name), \(line.from)")
                lengths.insert(length)
            }
            #expect(lines.reduce(0) { $0 + (Int($1.quantity) ?? 0) } == hours, "\(name), \(week)")
            #expect(try billable.ledger.read { try LedgerHealth($0).problems } == [])
        }
        let isHalf = name == "Australia/Lord_Howe"
        #expect(lengths == (isHalf ? [47, 48, 49] : [46, 48, 50]))
    }

    /// An account on a contract that bills its calls day by day.
    private static func sell(
        from start: Instant,
        in zone: ZoneRules,
        _ ledger: Ledger,
    ) throws {
        let customer = Customer.sample(0)
        let account = Account.sample(0, of: customer)
        let euro = account.currency
        let day = try CalendarDuration(days: 1)
        let card = RateCard(
            key: "calls",
            name: "Calls",
            product: "calls",
            prices: [euro: try PriceTerms(.unit(PreciseAmount(1)))],
            cadence: day
        )
        let plan = PlanDefinition(
            name: "Daily",
            currencies: [euro],
            billingCadence: day,
            phases: [PlanPhase(key: "only", rateCards: [card])]
        )
        let order = PlanOrder(plan, currency: euro, zone: zone, start: start)
        let record = ContractRecord(
            id: RecordID(bits: 77),
            key: "C-1",
            account: account.id,
            name: "Daily",
            profile: .daybook,
            contract: Contract(
                currency: euro,
                zone: zone,
                first: try ContractPlan(
                    .standard,
                    order,
                    of: PlanOrigin(plan: "daily", version: 1)
                ),
                taxes: TaxTable(standard: try TaxRate(percent: PreciseAmount(19), .exclusive)),
                signedAt: start
            ),
            createdAt: start,
            note: nil
        )
        var history = VersionHistory(draft: plan)
        try history.publish(1, from: start, now: start)
        try ledger.change(.test) { connection in
            try CatalogueRepository(connection).plans.insert(
                history,
                key: "daily",
                id: RecordID(bits: 78),
                createdAt: start
            )
            try CustomerRepository(connection).insert(customer)
            try CustomerRepository(connection).insert(account)
            try ContractRepository(connection, zone: { _ in zone }).insert(record)
        }
    }

    /// A call every half an hour from one time to another; how many.
    private static func use(_ start: Instant, _ end: Instant, _ ledger: Ledger) throws -> Int {
        var ingest = try EventIngest(ledger, origin: "test", zone: .utc, at: BillableLedger.start)
        var packer = EventPacker(ingest.setting)
        var count = 0
        var time = start
        while time < end {
            count += 1
            let event = UsageEvent(
                id: "\(count)",
                source: "test",
                type: "call",
                subject: "account-0",
                time: time,
                data: #"{"count":1}"#
            )
            packer.add(event, line: count)
            time = try time.adding(microseconds: 1_800_000_000)
        }
        try ingest.write(packer.take(isLast: true))
        return count
    }

    private static func bill(_ now: Instant, _ zone: ZoneRules, _ ledger: Ledger) throws {
        let setting = BillingRun.Setting(asOf: now, zone: { _ in zone })
        let act = Act(actor: "tester", at: now, cause: .run, action: "bill.run")
        try BillingRun(ledger, setting).run(
            act,
            id: { RecordID(createdAt: now, chance: .random(in: 0...(.max))) }
        )
    }

    private static func lines(
        _ ledger: Ledger
    ) throws -> [(from: Instant, to: Instant, quantity: String)] {
        try ledger.read { connection in
            try connection.all(
                """
                SELECT service_from, service_to, quantity
                FROM lines JOIN line_origins ON line = lines.row ORDER BY service_from, lines.row
                """
            ) { (try $0.instant(0), try $0.instant(1), $0.text(2)) }
        }
    }
}
