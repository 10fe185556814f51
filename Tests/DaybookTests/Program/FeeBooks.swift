import DaybookCore
import DaybookStore
import TestRigs
import Testing

/// Books in which every account owes the same: what a run makes of them is known by heart.
enum FeeBooks {
    private static let start = try! Instant(seconds: 1_788_220_800)  // 2026-09-01

    /// So many accounts on one plan. In November three months are due of each, 35.70 EUR.
    static func make(at path: String, accounts count: Int) throws {
        let act = Act(actor: "test", at: .epoch, cause: .command, action: "ledger.create")
        let organisation = Organisation(
            id: RecordID(bits: 1),
            key: "harbour",
            legalName: "Harbour",
            tradingName: "Harbour",
            address: Address(lines: [], postalCode: "", city: "", region: nil, country: "DE"),
            taxIDs: [],
            currency: Currency(iso: "EUR")!,
            timeZone: "UTC",
            email: nil,
            invoicePrefix: "INV-"
        )
        try Ledger.create(at: path, for: organisation, by: act) { connection in
            var history = VersionHistory(draft: try plan())
            try history.publish(1, from: start, now: start)
            try CatalogueRepository(connection).plans.insert(
                history,
                key: "fee",
                id: RecordID(bits: 2),
                createdAt: start
            )
            for number in 0..<count { try insertAccount(number, connection) }
        }
    }

    private static func plan() throws -> PlanDefinition {
        let euro = Currency(iso: "EUR")!
        let month = try CalendarDuration(months: 1)
        let fee = try PriceTerms(.flat(PreciseAmount(10), .inAdvance))
        return PlanDefinition(
            name: "Fee",
            currencies: [euro],
            billingCadence: month,
            phases: [
                PlanPhase(
                    key: "only",
                    rateCards: [
                        RateCard(key: "fee", name: "Fee", prices: [euro: fee], cadence: month)
                    ]
                )
            ]
        )
    }

    private static func insertAccount(_ number: Int, _ connection: Connection) throws {
        let euro = Currency(iso: "EUR")!
        let customer = Customer(
            id: RecordID(bits: UInt128(10_000 + number)),
            key: "customer-\(number)",
            name: "Customer \(number)",
            legalName: "Customer \(number)",
            currency: euro,
            timeZone: "UTC",
            email: nil,
            taxID: nil,
            address: Address(lines: [], postalCode: "", city: "", region: nil, country: "DE"),
            state: .active,
            createdAt: start,
            note: nil
        )
        let account = Account(
            id: RecordID(bits: UInt128(20_000 + number)),
            key: "account-\(number)",
            customer: customer.id,
            name: customer.name,
            currency: euro,
            timeZone: nil,
            state: .active,
            createdAt: start
        )
        try CustomerRepository(connection).insert(customer)
        try CustomerRepository(connection).insert(account)
        let order = PlanOrder(try plan(), currency: euro, zone: .utc, start: start)
        let origin = PlanOrigin(plan: "fee", version: 1)
        let tax = try TaxRate(percent: PreciseAmount(19), .exclusive)
        try ContractRepository(connection, zone: { _ in .utc }).insert(
            ContractRecord(
                id: RecordID(bits: UInt128(30_000 + number)),
                key: "C-\(number)",
                account: account.id,
                name: "Fee",
                profile: .daybook,
                contract: Contract(
                    currency: euro,
                    zone: .utc,
                    first: try ContractPlan(.standard, order, of: origin),
                    taxes: TaxTable(standard: tax),
                    signedAt: start
                ),
                createdAt: start,
                note: nil
            )
        )
    }
}
