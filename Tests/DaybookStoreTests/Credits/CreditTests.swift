import DaybookCore
import DaybookStore
import Synchronization
import TestRigs
import Testing

@Suite struct CreditTests {
    /// Each story begins with a ledger of its own, whose rules are checked at its end.
    @Test func creditsGoTheirWayAsRecorded() throws {
        try Self.play("credits.txt")
    }

    @Test func creditsThatRecurOrAreGivenBackGoTheirWayAsRecorded() throws {
        try Self.play("credit-periods.txt")
    }

    private static func play(_ name: String) throws {
        var answers: [String] = []
        var story: CreditStory?
        for line in try TestFolder().text(name).split(separator: "\n") {
            if line.hasPrefix("#") { continue }
            if line.hasPrefix("== ") {
                try expectSoundness(of: story)
                story = try CreditStory()
                answers.append("\n\(line)")
            } else {
                answers.append(try #require(story).play(String(line)))
            }
        }
        try expectSoundness(of: story)
        expectGolden(answers.joined(separator: "\n") + "\n", named: name)
    }

    private static func expectSoundness(of story: CreditStory?) throws {
        guard let story else { return }
        #expect(try story.billable.ledger.read { try LedgerHealth($0).problems } == [])
    }

    /// Trust: a run uses the credits that its preview has shown, and the preview uses none.
    @Test func thePreviewWithCreditsIsWhatTheRunWritesAndWritesNothing() throws {
        let billable = try BillableLedger(accounts: 30)
        try Self.grant(to: 0..<20, on: billable)
        let preview = try billable.preview(asOf: "2025-03-10")
        #expect(try Self.entryCount(billable) == 20)
        #expect(preview.flatMap(\.invoices).flatMap(\.lines).contains { !$0.credits.isEmpty })
        #expect(try billable.bill(asOf: "2025-03-10") == preview)
        let kept = try billable.ledger.read { connection in
            let invoices = InvoiceRepository(connection)
            let ids = try connection.all("SELECT id FROM invoices ORDER BY row") { $0.text(0) }
            return try ids.flatMap { id in
                try invoices.lines(of: #require(try invoices.find(id))).map(\.credits)
            }
        }
        let drafted = preview.flatMap(\.invoices).flatMap(\.lines).map { line in
            line.credits.map { UsedCredit(credit: $0.credit, amount: $0.amount) }
        }
        #expect(kept == drafted)
    }

    /// A correction is the difference of prices: that a credit had paid a line makes none.
    @Test func whatCreditsPaidIsBilled() throws {
        let billable = try BillableLedger(accounts: 10)
        try Self.grant(to: 0..<10, on: billable)
        try billable.bill(asOf: "2025-03-10")
        #expect(try billable.bill(asOf: "2025-03-10").isEmpty)
        #expect(try billable.bill(asOf: "2025-02-01").isEmpty)
        let causes = try billable.bill(asOf: "2025-04-10").flatMap(\.invoices).flatMap(\.lines)
            .compactMap(\.charge.basis?.cause)
        #expect(Set(causes) == [.new])
    }

    /// Late usage is billed as what it adds, though a credit had paid all of the line before.
    @Test func aCorrectionOfWhatCreditsPaidIsTheDifference() throws {
        let billable = try BillableLedger(accounts: 6)
        try Self.grant(to: 5..<6, on: billable)
        try billable.ingest([(1, "account-5", "2025-01-10", 200)])
        // Its contract begins on the 6th of January.
        let regular = try billable.billUsage(asOf: "2025-02-06")
        #expect(regular.contains("account-5 0 usage 200 2.50"))
        try billable.ingest([(2, "account-5", "2025-01-20", 100)])
        #expect(
            try billable.billUsage(asOf: "2025-02-06") == ["account-5 0 correction 1 1.00"]
        )
        #expect(try billable.billUsage(asOf: "2025-02-06").isEmpty)
    }

    /// While a run computes, another console takes the credits that it counts on.
    @Test func whatAnotherConsoleTakesMeanwhileIsNotSpentTwice() throws {
        let billable = try BillableLedger(accounts: 12)
        let ids = try Self.grant(to: 0..<12, on: billable)
        let other = try Ledger(opening: billable.fresh.path)
        let isOvertaken = Mutex(false)
        let setting = BillingRun.Setting(
            asOf: BillableLedger.instant("2025-03-10"),
            zone: { _ in .utc },
            usage: { _ in
                UsageSource(usage: { question in
                    try isOvertaken.withLock { isOvertaken in
                        if !isOvertaken { try Self.void(ids, on: billable.ledger) }
                        isOvertaken = true
                    }
                    return BillableLedger.usage(question)
                })
            }
        )
        let act = Act(actor: "other", at: .epoch, cause: .run, action: "bill.run")
        var number: UInt128 = 0
        var bills: [AccountBill] = []
        try BillingRun(other, setting).run(
            act,
            id: {
                number += 1
                return RecordID(bits: number)
            }
        ) { batch in
            bills += batch
            return true
        }
        let lines = bills.flatMap(\.invoices).flatMap(\.lines)
        #expect(!lines.isEmpty)
        #expect(lines.allSatisfy { $0.credits.isEmpty })
        // Each was granted and voided, and nothing else.
        #expect(try Self.entryCount(billable) == 24)
    }

    /// Two consoles at once, each for itself, with the same credits.
    @Test func twoRunsAtOnceSpendACreditOnce() async throws {
        let billable = try BillableLedger(accounts: 24)
        try Self.grant(to: 0..<24, on: billable)
        let other = try Ledger(opening: billable.fresh.path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for ledger in [billable.ledger, other] {
                group.addTask {
                    for date in ["2025-02-10", "2025-03-10", "2025-04-10"] {
                        try billable.bill(asOf: date, on: ledger)
                    }
                }
            }
            try await group.waitForAll()
        }
        let overspent = try billable.ledger.read { connection in
            try connection.integer(
                """
                SELECT count(*) FROM (SELECT credits.row FROM credits
                    JOIN credit_entries ON credit = credits.row AND kind = 'used'
                    GROUP BY credits.row HAVING sum(credit_entries.amount) > credits.amount)
                """
            )
        }
        #expect(overspent == 0)
        let lines = try billable.lines()
        #expect(lines.count == Set(lines).count)
    }

    /// What only a stranger's hand can do to the file, the rules of the ledger find.
    @Test func brokenCreditsAreFound() throws {
        let billable = try BillableLedger(accounts: 6)
        try Self.grant(to: 1..<6, on: billable)
        try billable.bill(asOf: "2025-03-10")
        billable.fresh.close()
        let stranger = try Connection(path: billable.fresh.path, mode: .readWrite)
        for row in try TestFolder().rows("broken-credits.tsv") {
            var problems: [String] = []
            do {
                try stranger.transaction(.write) {
                    let triggers = try stranger.all(
                        "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
                    ) { $0.text(0) }
                    for trigger in triggers { try stranger.script("DROP TRIGGER \(trigger)") }
                    try stranger.script(row[0])
                    problems = try LedgerHealth(stranger).problems
                    throw TestFailure("as it was")
                }
            } catch is TestFailure {}
            #expect(problems.contains { $0.hasPrefix(row[1]) }, "\(row): \(problems)")
        }
        #expect(try LedgerHealth(stranger).problems == [])
    }

    // MARK: - Acts

    @discardableResult
    private static func grant(
        to numbers: Range<Int>,
        on billable: BillableLedger,
    ) throws -> [RecordID] {
        try billable.ledger.change(.test) { connection in
            try numbers.map { number in
                let account = try #require(
                    try CustomerRepository(connection).account("account-\(number)")
                )
                let id = RecordID(bits: UInt128(8_000_000 + number))
                let credit = try MoneyCredit(
                    id: id.description,
                    amount: Money(minorUnits: Int128(1 + number * 1000), account.currency),
                    effectiveOn: clerk.today,
                    createdAt: clerk.now
                )
                return try CreditDesk(connection, clerk).grant(credit, id: id, to: account).id
            }
        }.answer
    }

    private static func void(_ ids: [RecordID], on ledger: Ledger) throws {
        try ledger.change(.test) { connection in
            for id in ids {
                let stored = try #require(try CreditRepository(connection).find("\(id)"))
                _ = try CreditDesk(connection, clerk).void(stored, note: nil)
            }
        }
    }

    private static func entryCount(_ billable: BillableLedger) throws -> Int64 {
        try billable.ledger.read { try $0.integer("SELECT count(*) FROM credit_entries") }
    }

    private static let clerk = InvoiceDesk.Clerk(
        name: "tester",
        now: BillableLedger.start,
        today: CivilDate(year: 2025, month: 1, day: 1)!
    )
}
