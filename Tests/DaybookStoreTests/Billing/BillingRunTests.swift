import DaybookCore
import DaybookStore
import Synchronization
import TestRigs
import Testing

@Suite struct BillingRunTests {
    /// Trust: the run writes what its preview has shown, and the preview writes nothing.
    @Test func thePreviewIsWhatTheRunWritesAndWritesNothing() throws {
        let billable = try BillableLedger(accounts: 40)
        let preview = try billable.preview(asOf: "2025-03-10")
        #expect(preview.count == 40)
        #expect(try billable.lines().isEmpty)
        #expect(try billable.bill(asOf: "2025-03-10") == preview)
        let drafts = preview.flatMap(\.invoices)
        #expect(try billable.lines().count == drafts.map(\.lines.count).reduce(0, +))
    }

    @Test func whatIsBilledIsNotBilledAgain() throws {
        let billable = try BillableLedger(accounts: 20)
        try billable.bill(asOf: "2025-03-10")
        let lines = try billable.lines()
        #expect(try billable.bill(asOf: "2025-03-10").isEmpty)
        #expect(try billable.bill(asOf: "2025-02-01").isEmpty)
        #expect(try billable.lines() == lines)
        #expect(Set(lines).count == lines.count)
        #expect(try !billable.bill(asOf: "2025-04-10").isEmpty)
    }

    @Test func runsOfEveryMonthAddUpToOneRun() throws {
        let monthly = try BillableLedger(accounts: 20)
        for date in ["2025-01-31", "2025-02-28", "2025-04-01", "2025-04-02", "2025-06-15"] {
            try monthly.bill(asOf: date)
        }
        let once = try BillableLedger(accounts: 20)
        try once.bill(asOf: "2025-06-15")
        #expect(try monthly.lines() == once.lines())
    }

    @Test func anAccountThatCannotBeBilledDoesNotStopTheOthers() throws {
        let billable = try BillableLedger(accounts: 20, untaxed: [3, 17])
        let bills = try billable.bill(asOf: "2025-02-10")
        let problems = bills.compactMap(\.problem).map(\.description)
        #expect(
            problems == [
                "contract C-3, item fee: the contract has no standard tax rate",
                "contract C-17, item fee: the contract has no standard tax rate",
            ]
        )
        #expect(bills.count { !$0.invoices.isEmpty } == 18)
        // They are found again by the next run.
        #expect(try billable.bill(asOf: "2025-02-10").compactMap(\.problem).count == 2)
    }

    @Test func aRunThatWasStoppedGoesOnWhereItWas() throws {
        let billable = try BillableLedger(accounts: 40)
        var batches = 0
        try billable.bill(asOf: "2025-03-10") {
            batches += 1
            return batches == 1
        }
        let first = try billable.lines()
        #expect(!first.isEmpty)
        try billable.bill(asOf: "2025-03-10")
        let whole = try BillableLedger(accounts: 40)
        try whole.bill(asOf: "2025-03-10")
        #expect(try billable.lines() == whole.lines())
        #expect(first.count < (try whole.lines().count))
    }

    /// Trust: while one run computes, another one on the same ledger bills everything: what the
    /// first had computed is not what it writes.
    @Test func twoRunsAtOnceBillEverythingOnce() throws {
        let billable = try BillableLedger(accounts: 40)
        let other = try Ledger(opening: billable.fresh.path)
        let isOvertaken = Mutex(false)
        let setting = BillingRun.Setting(
            asOf: BillableLedger.instant("2025-03-10"),
            zone: { _ in .utc },
            usage: { _ in
                UsageSource(usage: { question in
                    try isOvertaken.withLock { isOvertaken in
                        if !isOvertaken { try billable.bill(asOf: "2025-03-10") }
                        isOvertaken = true
                    }
                    return BillableLedger.usage(question)
                })
            },
            batchSize: 64
        )
        let act = Act(actor: "other", at: .epoch, cause: .run, action: "bill.run")
        var bills: [AccountBill] = []
        try BillingRun(other, setting).run(act, id: { RecordID(bits: 1) }) { batch in
            bills += batch
            return true
        }
        #expect(bills.isEmpty)
        let lines = try billable.lines()
        #expect(lines.count == Set(lines).count)
        #expect(try billable.bill(asOf: "2025-03-10").isEmpty)
    }

    @Test func everyLineKeepsItsOriginAndItsDerivation() throws {
        let billable = try BillableLedger(accounts: 7)
        let bills = try billable.bill(asOf: "2025-03-10")
        try billable.ledger.read { (connection) throws -> Void in
            let invoices = InvoiceRepository(connection)
            let ids = try connection.all("SELECT id FROM invoices ORDER BY row") { $0.text(0) }
            var kept: [[Derivation]] = []
            for id in ids {
                let invoice = try #require(try invoices.find(id))
                for line in try invoices.lines(of: invoice) {
                    kept.append(try #require(line.origin).derivations)
                }
            }
            let computed = bills.flatMap(\.invoices).flatMap(\.lines).map(\.charge)
            #expect(kept == computed.compactMap(\.basis?.derivations))
        }
    }
}
