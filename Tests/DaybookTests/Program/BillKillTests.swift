import DaybookCore
import DaybookLive
import DaybookStore
import TestRigs
import Testing

/// Trust: the real program is killed while it bills and while it issues. The same commands again
/// end with the same documents, and with numbers that have no gap.
@Suite struct BillKillTests {
    private static let accountCount = 700

    @Test func killedRunsAndIssuesAreFinishedByTheSameCommands() throws {
        let folder = try ProgramFolder()
        try Self.makeBooks(at: folder.path("books.db"))
        let whole = try Self.copy(in: folder, "whole.db")
        let clock = ContinuousClock()
        var lengths: [Double] = []
        for step in Self.steps {
            let begin = clock.now
            let result = try folder.run(["--ledger", whole] + step)
            #expect(result.exitCode == 0, "\(result.transcript)")
            lengths.append((clock.now - begin) / .milliseconds(1))
        }
        let books = try Self.documents(whole)
        #expect(books.count == Self.accountCount * 3 + 1)

        var generator = SeededGenerator(seed: 11)
        for kill in 0..<ProgramFolder.killCount {
            let path = try Self.copy(in: folder, "killed-\(kill).db")
            for (step, length) in zip(Self.steps, lengths) {
                let words = ["--ledger", path] + step
                let moment = length * Double.random(in: 0.1...1, using: &generator)
                _ = try folder.isKilled(words, after: moment)
                #expect(try Self.problems(path) == [], "kill \(kill), \(step)")
                #expect(try Self.runningJobs(path) == 0, "kill \(kill), \(step)")
                let again = try folder.run(words)
                // What a killed issue had done already, nothing is left of.
                #expect([0, 3].contains(again.exitCode), "kill \(kill): \(again.transcript)")
            }
            #expect(try Self.documents(path) == books, "kill \(kill)")
        }
    }

    private static var steps: [[String]] {
        [
            ["--as", "anna", "bill", "run", "--as-of", "2026-11-20", "--quiet"],
            ["--as", "bert", "invoices", "approve", "--filter", "status:draft", "--quiet"],
            ["--as", "bert", "invoices", "issue", "--filter", "status:approved", "--quiet"],
        ].map { $0 + ["--now", "2026-11-20T12:00:00Z"] }
    }

    /// A job whose process was killed is known to run no more.
    private static func runningJobs(_ path: String) throws -> Int {
        try Ledger(opening: path).read { connection in
            let query = ListQuery(condition: try ListFilter(reading: "is:running", .jobs))
            return try JobList(connection, ProcessIdentity.holder).totals(of: query).count
        }
    }

    private static func problems(_ path: String) throws -> [String] {
        try Ledger(opening: path).read { try LedgerHealth($0).problems }
    }

    /// All lines, and the numbers: not which account got which, as that is a matter of chance.
    private static func documents(_ path: String) throws -> [String] {
        try Ledger(opening: path).read { connection in
            let lines = try connection.all(
                """
                SELECT accounts.key || ' ' || item || ' ' || item_period || ' ' || amount || ' '
                    || invoices.total || ' ' || invoices.state || ' ' || prepared_by || ' '
                    || approved_by
                FROM lines JOIN line_origins ON line = lines.row
                    JOIN invoices ON invoices.row = lines.invoice
                    JOIN invoice_signatures ON invoice_signatures.invoice = invoices.row
                    JOIN accounts ON accounts.row = account
                ORDER BY 1
                """
            ) { $0.text(0) }
            let numbers = try connection.all(
                "SELECT count(*) || min(number) || max(number) FROM invoices"
            ) { $0.text(0) }
            return lines + numbers
        }
    }

    // MARK: - Books

    private static func copy(in folder: ProgramFolder, _ name: String) throws -> String {
        try writeBytes(readBytes(at: folder.path("books.db")), to: folder.path(name))
        return folder.path(name)
    }

    private static let start = try! Instant(seconds: 1_788_220_800)  // 2026-09-01

    /// Many accounts on one plan: three months of a fee.
    private static func makeBooks(at path: String) throws {
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
            for number in 0..<accountCount { try insertAccount(number, connection) }
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
