import DaybookCore
import DaybookStore
import Glibc
import TestRigs
import Testing

/// Trust: whatever people do, on two consoles, with clocks that jump, on a disk that fails now and
/// then, the books are those of the same steps without any of it.
@Suite struct SimulationTests {
    /// How many seeds are played; more by `DAYBOOK_SIMULATIONS=300`.
    private static var seedCount: Int {
        unsafe getenv("DAYBOOK_SIMULATIONS").flatMap { unsafe Int(String(cString: $0)) } ?? 4
    }

    private static let stepCount = 40

    @Test func aDiskThatFailsChangesNothingInTheEnd() throws {
        let start = try Self.startingBooks()
        forEachSeed(Self.seedCount) { generator in
            let plan = SimulatedStep.plan(Self.stepCount, &generator)
            let folder = try ScratchFolder()
            let calm = SimulatedBooks(folder.path + "/calm.db")
            let stormy = SimulatedBooks(folder.path + "/stormy.db")
            for books in [calm, stormy] { try writeBytes(start, to: books.path) }
            var failures = 0
            for step in plan {
                let expected = try calm.play(step)
                let met = try Self.play(step, on: stormy, &generator, &failures)
                // A step that was done in spite of its failure has no answer.
                try #require(met == nil || met == expected, "\(step): \(met ?? "") for \(expected)")
                if step.index % 8 == 7 {
                    try #require(try stormy.problems() == [], "\(step)")
                    try #require(try stormy.content() == calm.content(), "\(step)")
                }
            }
            try #require(try calm.problems() == [])
            try #require(try stormy.problems() == [])
            try #require(try stormy.content() == calm.content())
            try #require(failures > 0, "the disk has failed")
        }
    }

    /// Plays a step on a disk on which some call fails, until it is done.
    private static func play(
        _ step: SimulatedStep,
        on books: SimulatedBooks,
        _ generator: inout SeededGenerator,
        _ failures: inout Int,
    ) throws -> String? {
        guard Int.random(in: 0..<3, using: &generator) == 0 else { return try books.play(step) }
        let before = try books.content()
        let disk = try FaultDisk()
        let nth = Int.random(in: 1...60, using: &generator)
        let calls: FaultDisk.Calls = [.read, .write, .sync, .truncate, .lock, .map, .open]
        let code: Int32 = Bool.random(using: &generator) ? 0 : 13
        disk.arm(nth, FaultDisk.Failure(calls: code == 0 ? calls : .write, code: code))
        books.close()
        do {
            let answer = try disk.run { try books.play(step) }
            books.close()
            if disk.hasFailed { failures += 1 }
            return answer
        } catch let error as LedgerError {
            books.close()
            failures += 1
            switch error {
            case .full, .unusable, .damaged, .readOnly, .busy: break
            case .missing, .exists, .foreign, .newer, .older, .inUse, .unrelated, .refused:
                throw error
            }
        }
        // What comes in parts is done again, the rest if nothing of it is there.
        let isRepeatable = step.kind == .ingest || step.kind == .bill
        guard try isRepeatable || books.content() == before else { return nil }
        return try books.play(step)
    }

    /// The bytes of a ledger with contracts that nobody has billed, in which larger
    /// credits wait.
    static func startingBooks() throws -> [UInt8] {
        let billable = try BillableLedger(accounts: 12, perCustomer: 3)
        let remote = Remote.sample(1, [.contract, .credit, .invoice, .creditNote, .payment])
        try billable.ledger.change(.test) { try RemoteRepository($0).insert(remote) }
        try billable.ledger.change(.test) { connection in
            let world = SettingValue.World(currency: { _ in nil }, timeZone: { $0 })
            try SettingRepository(connection).set(
                SettingValue(.approveCreditsFrom, reading: "8 EUR", in: world)
            )
        }
        let folder = try ScratchFolder()
        try billable.ledger.backUp(to: folder.path + "/start.db", replacing: false)
        return try readBytes(at: folder.path + "/start.db")
    }
}
