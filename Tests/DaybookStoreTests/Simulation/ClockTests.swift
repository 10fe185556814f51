import DaybookCore
import DaybookStore
import TestRigs
import Testing

/// Trust: a clock that is a year back, ten years on, or leaps while a run is writing makes no
/// period that ends before it begins, lets no credit and no entitlement expire, and leaves books
/// in which work goes on when the clock is right again.
@Suite struct ClockTests {
    /// How far off the clock is, in days.
    private static let leaps = [-366, 3653]

    /// The kinds of act that take of credits, give back to them, or make and end them.
    private static let creditKinds: Set<SimulatedStep.Kind> = [
        .bill, .undo, .delete, .void, .grantCredit, .deductCredit, .voidCredit, .decide, .askCredit,
        .editDraft, .recalculate,
    ]

    /// Half a year of everything, on clocks that are right.
    private static let books = Result<[UInt8], any Error> {
        var generator = SeededGenerator(seed: 5)
        let folder = try ScratchFolder()
        let books = SimulatedBooks(folder.path + "/ledger.db")
        try writeBytes(SimulationTests.startingBooks(), to: books.path)
        for step in SimulatedStep.plan(60, &generator) {
            let day = step.day > 3000 ? step.day - 3653 : step.day < 0 ? step.day + 366 : step.day
            try books.play(step.on(day: day))
        }
        books.close()
        return try readBytes(at: books.path)
    }

    private static let today = 200

    @Test(arguments: SimulatedStep.Kind.allCases)
    func anActUnderAWrongClockHarmsNothing(_ kind: SimulatedStep.Kind) throws {
        let folder = try ScratchFolder()
        let books = SimulatedBooks(folder.path + "/ledger.db")
        try writeBytes(Self.books.get(), to: books.path)
        var day = Self.today
        func play(_ kind: SimulatedStep.Kind, on day: Int) throws {
            let step = SimulatedStep(
                kind: kind,
                index: 900 + day,
                console: day % 2 == 0 ? 0 : 1,
                choice: 4,
                amount: 700,
                day: day
            )
            try books.play(step)
        }
        for leap in Self.leaps {
            let before = try Self.credits(books.path)
            try play(kind, on: day + leap)
            let after = try Self.credits(books.path)
            if !Self.creditKinds.contains(kind) { #expect(after == before, "\(kind), \(leap)") }
            // Whatever one act takes of one credit, the others are as they were.
            let lost = zip(before, after).count { $0 > $1 }
            #expect(kind == .bill || lost <= 1, "\(kind), \(leap)")
            for next in [SimulatedStep.Kind.bill, .issue, .pay] {
                day += 1
                try play(next, on: day)
            }
        }
        #expect(try books.problems() == [])
        #expect(try Self.backwards(books.path) == 0)
    }

    /// What can be used today, of each account that has credits.
    private static func credits(_ path: String) throws -> [Int128] {
        let day = try ZoneRules.utc.date(
            of: BillableLedger.start.adding(microseconds: Int64(today) * 86_400_000_000)
        )
        return try Ledger(opening: path).read { connection in
            try (0..<12).map { number in
                let id = RecordID(bits: UInt128(2000 + number))
                let credits = try CreditRepository(connection).ledger(of: id)
                return try credits?.balance(on: day).minorUnits ?? 0
            }
        }
    }

    /// How many periods end before they begin.
    private static func backwards(_ path: String) throws -> Int64 {
        try Ledger(opening: path).read { connection in
            try connection.integer(
                """
                SELECT (SELECT count(*) FROM lines WHERE period_from > period_to)
                    + (SELECT count(*) FROM invoices WHERE period_from > period_to)
                    + (SELECT count(*) FROM line_origins WHERE service_from > service_to)
                """
            )
        }
    }

    // MARK: - Runs

    /// A run on a clock that is years on bills these years, each month once; on one that is back,
    /// nothing. The next run on a right clock finds nothing to do and nothing to take back.
    @Test func aRunUnderAWrongClockBillsEachPeriodOnce() throws {
        let billable = try BillableLedger(accounts: 3)
        try billable.bill(asOf: "2025-03-10")
        let before = try billable.lines()
        #expect(try billable.bill(asOf: "2024-03-10") == [])
        try billable.bill(asOf: "2035-03-10")
        let after = try billable.lines()
        #expect(Set(after).isSuperset(of: before) && Set(after).count == after.count)
        #expect(try billable.bill(asOf: "2025-04-10") == [])
        #expect(try billable.bill(asOf: "2035-03-10") == [])
        #expect(try Self.gaps(billable) == 0)
        #expect(try Self.backwards(billable.fresh.path) == 0)
    }

    /// Periods of an item that do not begin where the one before ends.
    private static func gaps(_ billable: BillableLedger) throws -> Int64 {
        try billable.ledger.read { connection in
            try connection.integer(
                """
                SELECT count(*) FROM (
                    SELECT service_from AS begins, lag(service_to) OVER (
                        PARTITION BY contract, item ORDER BY item_period
                    ) AS ended
                    FROM (
                        SELECT DISTINCT contract, item, item_period, service_from, service_to
                        FROM line_origins
                    )
                ) WHERE ended IS NOT NULL AND begins <> ended
                """
            )
        }
    }

    /// The clock leaps with every record that a run writes.
    @Test func aClockThatLeapsWhileARunWritesChangesNoDocument() throws {
        let documents = try [[0], [0, -366, 3653, 1]].map { leaps in
            let billable = try BillableLedger(accounts: 20)
            var count = 0
            let act = Act(
                actor: "tester",
                at: BillableLedger.instant("2025-03-10"),
                cause: .run,
                action: "bill.run"
            )
            let job = try billable.ledger.beginJob(
                Job(
                    id: RecordID(bits: 1),
                    CommandRequest("bill run"),
                    by: "tester",
                    begunAt: act.at
                ),
                JobHolder(name: "this", isThere: { _ in true })
            )
            func now() throws -> Instant {
                count += 1
                let days = Int64(leaps[count % leaps.count])
                return try act.at.adding(microseconds: days * 86_400_000_000)
            }
            try billable.run(asOf: "2025-03-10", batchSize: 3).run(
                act,
                id: {
                    RecordID(
                        createdAt: (try? now()) ?? act.at,
                        chance: .random(in: 0...(.max))
                    )
                },
                job: job
            )
            try job.end(at: now())
            return try billable.lines()
        }
        #expect(documents[0] == documents[1])
        #expect(documents[0].count > 60)
    }
}

extension SimulatedStep {
    /// The same step on another day.
    fileprivate func on(day: Int) -> SimulatedStep {
        SimulatedStep(
            kind: kind,
            index: index,
            console: console,
            choice: choice,
            amount: amount,
            day: day
        )
    }
}
