internal import DaybookCore

/// Where accounts are billed: one connection, and what all accounts have in common.
struct BillingDesk {
    private let connection: Connection
    private let setting: BillingRun.Setting
    private let contracts: ContractRepository
    private let zone: ZoneRules
    private let units: [String: String]
    private let taxCodes: [String: String]
    private let usage: UsageSource

    init(
        _ connection: Connection,
        _ setting: BillingRun.Setting,
        _ late: LateUsage,
    ) throws {
        self.connection = connection
        self.setting = setting
        contracts = ContractRepository(connection, zone: setting.zone)
        zone = try setting.zone(OrganisationRepository(connection).get().timeZone)
        let catalogue = CatalogueRepository(connection)
        var names: [String: String] = [:]
        for unit in try catalogue.units() { names[unit.key] = unit.name }
        var (units, codes): ([String: String], [String: String]) = ([:], [:])
        for product in try catalogue.products() {
            units[product.key] = names[product.unit]
            codes[product.key] = product.taxCode
        }
        self.units = units
        taxCodes = codes
        usage =
            setting.usage?(connection)
            ?? LedgerUsage(connection, zone: zone, late: late).source
    }

    /// A bill, and what it was computed from.
    struct Computed: Sendable {
        let place: BillingRun.Place
        let bill: AccountBill
        let basis: Basis
    }

    /// What changes when the contracts of an account do, what is billed of them, or its credits.
    struct Basis: Hashable, Sendable {
        let stamp: [Int64]
        /// Compared as a whole: of credits that were taken back, no number tells.
        let credits: CreditLedger?
    }

    /// - Parameter wanted: what of that which is due is billed
    func bill(
        _ place: BillingRun.Place,
        _ wanted: (DraftInvoice.Charge) -> Bool = { _ in true },
    ) throws -> Computed {
        let basis = try basis(of: place)
        let bill = try computedBill(place, basis.credits, wanted)
        return Computed(place: place, bill: bill, basis: basis)
    }

    func basis(of place: BillingRun.Place) throws -> Basis {
        Basis(
            stamp: try stamp(of: place),
            credits: try CreditRepository(connection).ledger(of: place.account)
        )
    }

    /// Numbers that change when the contracts of an account do, or what is billed of them.
    private func stamp(of place: BillingRun.Place) throws -> [Int64] {
        try connection.all(
            """
            SELECT version,
                ifnull((SELECT max(line) FROM line_origins WHERE contract = contracts.row), 0),
                ifnull((SELECT max(row) FROM settled_items WHERE contract = contracts.row), 0)
            FROM contracts WHERE account = ? ORDER BY row
            """,
            [.integer(place.row)]
        ) { row in [row.integer(0), row.integer(1), row.integer(2)] }
        .flatMap(\.self)
    }

    private func computedBill(
        _ place: BillingRun.Place,
        _ credits: CreditLedger?,
        _ wanted: (DraftInvoice.Charge) -> Bool,
    ) throws -> AccountBill {
        let billing = AccountBilling(
            account: place.account,
            contracts: try contracts.contracts(of: place.account),
            billed: try BilledItemRepository(connection).billed(to: place.account),
            taxCodes: taxCodes,
            usage: usage
        )
        return AccountBill(
            account: place.account,
            accountKey: place.key,
            zone: try place.zone.map(setting.zone) ?? zone,
            at: setting.creditsAt,
            credits: credits
        ) { () throws(BillingProblem) in
            try billing.charges(at: setting.asOf).filter(wanted)
        }
    }

    func write(
        _ bill: AccountBill,
        _ now: Instant,
        by clerk: String,
        id: () -> RecordID,
    ) throws {
        guard case .billed(let drafts, let settled) = bill.outcome else { return }
        let invoices = InvoiceRepository(connection)
        let day = try bill.zone.date(of: setting.creditsAt)
        for draft in drafts {
            let (invoice, lines) = try draft.records(
                id: id(),
                account: bill.account,
                createdAt: now,
                in: bill.zone
            ) { product in product.flatMap { units[$0] } ?? "" }
            try invoices.insert(invoice, lines: lines)
            try invoices.sign(invoice.id, preparedBy: clerk)
            try CreditRepository(connection)
                .use(draft.usedCredits(), for: invoice.id, on: day, at: now)
        }
        let items = BilledItemRepository(connection)
        for charge in settled { try items.settle(charge, at: now) }
    }
}
