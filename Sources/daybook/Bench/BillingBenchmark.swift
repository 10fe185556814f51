import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

extension Benchmark {
    /// Contracts to invoices, in the ledger.
    static let billing = [billingRun, billingPreview]

    private static let billingRun = Benchmark(
        name: "billing-run",
        summary: "Invoices with three lines computed from contracts and usage, written durably",
        unit: "invoices/s",
        budget: 2_000,
        sizes: [5_000, 20_000],
        prepare: { count in
            let bench = try BenchLedger(contracts(count), .readWrite)
            let act = try BenchLedger.act("bill.run")
            return {
                var written = 0
                try run(bench.ledger).run(
                    act,
                    id: { RecordID(createdAt: act.at, chance: SystemChance.bits()) }
                ) { bills in
                    for bill in bills {
                        if case .billed(let drafts, _) = bill.outcome { written += drafts.count }
                    }
                    return true
                }
                precondition(written >= count / 2, "\(written) of \(count) customers were billed")
                return Double(written)
            }
        }
    )

    private static let billingPreview = Benchmark(
        name: "billing-preview",
        summary: "What a run would write for one account (in 5 ms)",
        unit: "previews/s",
        budget: 200,
        sizes: [5_000, 20_000],
        work: .question,
        prepare: { count in
            let bench = try BenchLedger.shared(contracts(count))
            let account = try bench.books.party(count / 2).accounts[0].id
            let run = try run(bench.ledger, [account])
            return {
                for _ in 0..<10 {
                    try run.preview { _ in true }
                }
                return 10
            }
        }
    )

    private static func contracts(_ count: Int) -> SampleSize {
        SampleSize(customers: count, events: 4 * count)
    }

    private static func run(_ ledger: Ledger, _ accounts: Set<RecordID>? = nil) throws -> BillingRun
    {
        let zones = KnownZones()
        return BillingRun(
            ledger,
            BillingRun.Setting(
                asOf: try Instant(iso8601: "2026-12-01T00:00:00Z"),
                accounts: accounts,
                zone: { try zones.rules(named: $0) }
            )
        )
    }
}
