import DaybookCore
import DaybookStore
import Synchronization
import TestRigs
import Testing

@Suite struct JobStoreTests {
    private static let holder = JobHolder(name: "this", isThere: { $0 == "this" })

    private static func job(_ number: Int, _ words: CommandRequest, total: Int? = nil) -> Job {
        Job(
            id: RecordID(bits: UInt128(6000 + number)),
            words,
            by: "anna",
            begunAt: BillableLedger.start,
            counts: Job.Counts(total: total)
        )
    }

    /// One of three accounts cannot be billed; once it can, the retry bills that one alone.
    @Test func whatFailedOfABillingRunIsDoneByItsRetry() throws {
        let billable = try BillableLedger(accounts: 3)
        let isBroken = Mutex(true)
        func run(_ number: Int, _ request: CommandRequest) throws -> (Job, [Job.Entry]) {
            let accounts = request.options["account"].map { keys in
                Set(
                    keys.compactMap { $0.last?.wholeNumberValue }.map {
                        RecordID(bits: 2000 + UInt128($0))
                    }
                )
            }
            let setting = BillingRun.Setting(
                asOf: BillableLedger.instant("2025-02-10"),
                accounts: accounts,
                zone: { _ in .utc },
                usage: { _ in
                    UsageSource(usage: { question in
                        if isBroken.withLock({ $0 }), question.account == RecordID(bits: 2001) {
                            throw TestFailure("no meter")
                        }
                        return BillableLedger.usage(question)
                    })
                }
            )
            let billing = BillingRun(billable.ledger, setting)
            let job = try billable.ledger.beginJob(
                Self.job(number, request, total: billing.accountCount()),
                Self.holder
            )
            let act = Act(
                actor: "anna",
                at: BillableLedger.instant("2025-02-10"),
                cause: .run,
                action: "bill.run"
            )
            var last = UInt128(number) << 40
            try billing.run(
                act,
                id: {
                    last += 1
                    return RecordID(bits: last)
                },
                job: job
            )
            try job.end(at: act.at)
            return try billable.ledger.read { connection in
                let jobs = JobRepository(connection)
                let found = try #require(try jobs.find(job.id, Self.holder))
                return (found, try jobs.entries(of: job.id))
            }
        }
        let (first, entries) = try run(1, CommandRequest("bill run"))
        #expect(first.state == .failed)
        #expect(first.counts == Job.Counts(total: 3, done: 2, failed: 1))
        #expect(entries.map(\.subject) == ["account-1"])
        isBroken.withLock { $0 = false }
        let rest = try first.rest(entries)
        #expect(rest.options == ["account": ["account-1"]])
        let (second, left) = try run(2, rest)
        #expect(second.state == .done)
        #expect(second.counts == Job.Counts(total: 1, done: 1, failed: 0))
        #expect(left == [])
        let whole = try billable.bill(asOf: "2025-02-10")
        #expect(whole == [])
    }

    /// Only that its process is gone tells that a job is interrupted, and nothing is written for
    /// whoever just looks.
    @Test func aJobWhoseProcessIsGoneIsInterrupted() throws {
        let fresh = try FreshLedger(.throwaway)
        let gone = JobHolder(name: "gone", isThere: { _ in true })
        _ = try fresh.open.beginJob(Self.job(1, CommandRequest("bill run")), gone)
        _ = try fresh.open.beginJob(Self.job(2, CommandRequest("bill run")), gone)
        func states(_ filter: String = "") throws -> [String] {
            try fresh.open.read { connection in
                let query = ListQuery(condition: try ListFilter(reading: filter, .jobs))
                return try JobList(connection, Self.holder).page(ListRequest(query)).records
                    .map { "\($0.id.bits - 6000) \($0.state.rawValue)" }
            }
        }
        #expect(try states() == ["2 interrupted", "1 interrupted"])
        #expect(try states("is:running") == [])
        #expect(try states("is:interrupted").count == 2)
        let stored = "SELECT count(*) FROM jobs WHERE state = 'running'"
        #expect(try fresh.open.read { try $0.integer(stored) } == 2)
        // Whoever begins another writes it down.
        let running = try fresh.open.beginJob(Self.job(3, CommandRequest("x y")), Self.holder)
        #expect(try fresh.open.read { try $0.integer(stored) } == 1)
        #expect(try states("is:running") == ["3 running"])
        try running.end(at: .epoch)
        #expect(try states("is:done") == ["3 done"])
    }

    /// Another process asks it to stop, and it hears that with its next batch.
    @Test func aCancelledJobStopsAtItsNextBatch() throws {
        let billable = try BillableLedger(accounts: 40)
        let other = try Ledger(opening: billable.fresh.path)
        let job = try billable.ledger.beginJob(
            Self.job(1, CommandRequest("bill run"), total: 40),
            Self.holder
        )
        let act = Act(actor: "anna", at: BillableLedger.start, cause: .run, action: "bill.run")
        var last: UInt128 = 1 << 40
        var batches = 0
        try billable.run(asOf: "2025-02-10", batchSize: 8).run(
            act,
            id: {
                last += 1
                return RecordID(bits: last)
            },
            job: job
        ) { _ in
            batches += 1
            if batches == 2 {
                let cancel = Act(
                    actor: "bert",
                    at: .epoch,
                    cause: .command,
                    action: "job.cancel"
                )
                _ = try other.cancelJob(job.id, by: cancel, Self.holder)
            }
            return true
        }
        try job.end(at: .epoch)
        #expect(batches == 3)
        #expect(job.job.state == .stopped)
        #expect(job.job.counts == Job.Counts(total: 40, done: 24, failed: 0))
        #expect(job.job.cancelledBy == "bert")
        #expect(throws: JobError.self) {
            try other.cancelJob(
                job.id,
                by: Act(actor: "bert", at: .epoch, cause: .command, action: "job.cancel"),
                Self.holder
            )
        }
    }

    /// What fails is listed up to a limit, and counted beyond it.
    @Test func aThousandFailuresAreListedAndMoreAreCounted() throws {
        let fresh = try FreshLedger(.throwaway)
        let job = try fresh.open.beginJob(Self.job(1, CommandRequest("x y")), Self.holder)
        for number in 0..<(Job.mostEntries + 5) {
            job.fail("\(number)", "\u{1b}[2J\u{0}")
            if number % 300 == 0 { try fresh.open.change(.test) { try job.save(on: $0) } }
        }
        try job.end(at: .epoch)
        let entries = try fresh.open.read { try JobRepository($0).entries(of: job.id) }
        #expect(entries.map(\.subject) == (0..<Job.mostEntries).map { "\($0)" })
        #expect(job.job.counts.failed == Job.mostEntries + 5)
    }
}
