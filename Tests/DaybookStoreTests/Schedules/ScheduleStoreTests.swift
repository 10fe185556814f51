import DaybookCore
import DaybookStore
import Synchronization
import TestRigs
import Testing

@Suite struct ScheduleStoreTests {
    private let fresh: FreshLedger

    init() throws {
        fresh = try FreshLedger(.throwaway)
    }

    private func make(_ key: String, _ missed: Schedule.Missed, every days: Int = 1) throws {
        let schedule = Schedule(
            id: RecordID(bits: UInt128(key.utf8.first ?? 0)),
            key: key,
            request: CommandRequest("bill run"),
            timing: Schedule.Timing(
                startsOn: CivilDate(year: 2026, month: 1, day: 1)!,
                microsecondOfDay: 0,
                every: try CalendarDuration(days: days),
                zone: "UTC"
            ),
            missed: missed,
            since: BillableLedger.instant("2026-01-01"),
            createdAt: BillableLedger.instant("2026-01-01")
        )
        try fresh.open.change(.test) { try ScheduleRepository($0).insert(schedule) }
    }

    private static func clerk(_ date: String, _ name: String, _ base: Int) -> ScheduleTaker.Clerk {
        let next = Mutex(UInt128(base) << 64)
        return ScheduleTaker.Clerk(
            Act(
                actor: "anna",
                at: BillableLedger.instant(date),
                cause: .command,
                action: "schedule.run"
            ),
            JobHolder(name: name, isThere: { $0 != "gone" }),
            zone: { _ in .utc },
            id: {
                next.withLock { next in
                    next += 1
                    return RecordID(bits: next)
                }
            }
        )
    }

    /// Takes everything: the key, the day, and whether it goes on with what another began.
    private static func take(
        _ ledger: Ledger,
        _ date: String,
        as name: String = "one",
        _ base: Int,
        ends: Bool = true,
    ) throws -> [String] {
        var taker = ScheduleTaker(ledger, clerk(date, name, base))
        var taken: [String] = []
        while let work = try taker.next() {
            let day = work.job.job.request.options["as-of"]?.first ?? ""
            taken.append("\(work.schedule.key) \(day)" + (work.isResumed ? " again" : ""))
            if ends { try work.job.end(at: .epoch) }
        }
        return taken
    }

    /// Trust: several processes look at once, and each due time is taken once.
    @Test func eachDueTimeIsTakenOnceWhoeverLooks() async throws {
        try make("a", .all)
        try make("b", .all, every: 2)
        let path = fresh.path
        let taken = try await withThrowingTaskGroup(of: [String].self) { group in
            for number in 1...4 {
                group.addTask {
                    let ledger = try Ledger(opening: path, .throwaway)
                    return try Self.take(ledger, "2026-01-21", as: "\(number)", number)
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(taken.count == 20 + 10)
        #expect(Set(taken).count == taken.count)
        #expect(try Self.take(fresh.open, "2026-01-21", 9) == [])
        // A clock that was set back does nothing twice; one that goes on does the next.
        #expect(try Self.take(fresh.open, "2026-01-05", 10) == [])
        #expect(try Self.take(fresh.open, "2026-01-22", 11) == ["a 2026-01-22"])
    }

    @Test func ofManyMissedTimesTheLastOneOrEachIsMadeUpFor() throws {
        try make("a", .last)
        try make("b", .all, every: 7)
        #expect(
            try Self.take(fresh.open, "2026-01-20", 1) == [
                "b 2026-01-08", "b 2026-01-15", "a 2026-01-20",
            ]
        )
        #expect(try Self.take(fresh.open, "2026-01-20", 2) == [])
    }

    /// What was taken by a process that is gone is begun anew, once.
    @Test func whatWasInterruptedIsBegunAnew() throws {
        try make("a", .last)
        #expect(
            try Self.take(fresh.open, "2026-01-02", as: "gone", 1, ends: false) == ["a 2026-01-02"]
        )
        #expect(try Self.take(fresh.open, "2026-01-02", 2) == ["a 2026-01-02 again"])
        #expect(try Self.take(fresh.open, "2026-01-02", 3) == [])
        let jobs = try fresh.open.read { connection in
            try connection.all("SELECT state FROM jobs") { $0.text(0) }
        }
        #expect(jobs == ["done"])
    }

    /// What ends every process that does it is left alone in the end.
    @Test func whatIsInterruptedAgainAndAgainWaitsForSomebody() throws {
        try make("a", .last)
        var taken: [[String]] = []
        for base in 1...5 {
            taken.append(try Self.take(fresh.open, "2026-01-02", as: "gone", base, ends: false))
        }
        let again = ["a 2026-01-02 again"]
        #expect(taken == [["a 2026-01-02"], again, again, [], []])
        #expect(try Self.take(fresh.open, "2026-01-03", 6) == ["a 2026-01-03"])
    }

    /// A schedule that was deleted and comes back by an undo does nothing twice.
    @Test func whatComesBackByAnUndoIsNotDoneTwice() throws {
        try make("a", .last)
        #expect(try Self.take(fresh.open, "2026-01-05", 1) == ["a 2026-01-05"])
        let entry = try fresh.open.change(.test) { connection in
            let schedules = ScheduleRepository(connection)
            try schedules.delete(#require(try schedules.find("a")))
        }.entry
        #expect(try Self.take(fresh.open, "2026-01-06", 2) == [])
        _ = try fresh.open.cancel(try #require(entry), by: "tester", at: .epoch)
        #expect(try Self.take(fresh.open, "2026-01-05", 3) == [])
        #expect(try Self.take(fresh.open, "2026-01-06", 4) == ["a 2026-01-06"])
    }
}
