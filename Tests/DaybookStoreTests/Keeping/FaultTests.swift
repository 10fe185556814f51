import DaybookStore
import Glibc
import TestRigs
import Testing

/// Trust: whichever call fails, a message tells of it and the books are as before or as after.
@Suite struct FaultTests {
    @Test(arguments: FaultStory.all.map(\.name))
    func whicheverCallFailsTheBooksAreAsBeforeOrAsAfter(_ name: String) throws {
        let story = try #require(FaultStory.all.first { $0.name == name })
        let (before, after) = try undisturbed(story)
        for row in try TestFolder().rows("faults.tsv") {
            let failure = FaultDisk.Failure(
                calls: try calls(row[0]),
                code: try #require(Int32(row[1])),
                systemCode: try #require(Int32(row[2])),
                isLasting: row[3] == "lasting",
                tornBytes: try #require(Int32(row[4]))
            )
            var nth = 1
            while try run(story, nth, failure, row, before, after) {
                // Every one of the first calls; of hundreds behind them, some.
                nth += isThorough ? 1 : max(1, nth / 2)
            }
        }
    }

    /// `DAYBOOK_FAULTS=all` lets every single call fail; that takes minutes.
    private var isThorough: Bool {
        unsafe getenv("DAYBOOK_FAULTS").map { unsafe String(cString: $0) } == "all"
    }

    private func undisturbed(_ story: FaultStory) throws -> (before: [String], after: [String]) {
        let folder = try ScratchFolder()
        try story.prepare(folder.path)
        let before = try story.contents(folder.path)
        try story.act(folder.path)
        return (before, try story.contents(folder.path))
    }

    /// Whether the failure was met, so that there is another call to fail.
    private func run(
        _ story: FaultStory,
        _ nth: Int,
        _ failure: FaultDisk.Failure,
        _ row: TableRow,
        _ before: [String],
        _ after: [String],
    ) throws -> Bool {
        let place = "\(story.name), call \(nth) of \(row)"
        let folder = try ScratchFolder()
        try story.prepare(folder.path)
        let disk = try FaultDisk()
        disk.arm(nth, failure)
        var error: (any Error)?
        do { try disk.run { try story.act(folder.path) } } catch let met { error = met }
        let hasFailed = disk.hasFailed
        disk.disarm()
        let contents = try story.contents(folder.path)
        if let error {
            #expect(isExpected(error, row[5]), "\(place): \(error)")
            for (index, content) in contents.enumerated() {
                try #require([before[index], after[index]].contains(content), "\(place): \(error)")
            }
        } else {
            // A failure that nobody is told of must have changed nothing of the outcome.
            try #require(contents == after, "\(place)")
        }
        let leftOver = folder.names.filter { $0.contains(".partial-") }
        #expect(leftOver == [], "\(place)")
        return hasFailed
    }

    private func isExpected(_ error: any Error, _ words: String) -> Bool {
        words.split(separator: " ").contains { "\(error)".hasPrefix("\($0)(") }
    }

    private func calls(_ word: String) throws -> FaultDisk.Calls {
        let names: [String: FaultDisk.Calls] = [
            "open": .open, "read": .read, "write": .write, "sync": .sync, "truncate": .truncate,
            "delete": .delete, "lock": .lock, "map": .map, "rename": .rename,
        ]
        return try #require(names[word])
    }

    @Test func aNewFileIsSyncedBeforeItHasItsNameAndItsFolderAfterwards() throws {
        let folder = try ScratchFolder()
        let disk = try FaultDisk()
        disk.disarm()
        let path = folder.path + "/ledger.db"
        try disk.run { try Ledger.create(at: path, for: .sample, by: .test) }
        let steps = disk.steps.map { $0.replacing(folder.path, with: "") }
        let partial = "/ledger.db.partial-\(getpid())"
        #expect(
            steps == [
                #"sync("\#(partial)")"#, #"link(from: "\#(partial)", to: "/ledger.db")"#,
                #"sync("/")"#,
            ]
        )
    }

    /// The power goes at some call; of what was not synced chance leaves some sectors on the disk.
    @Test func whatWasCommittedOutlivesTheLossOfPower() {
        forEachSeed(isThorough ? 500 : 15) { generator in
            let folder = try ScratchFolder()
            let path = folder.path + "/ledger.db"
            try writeBytes(try KeptLedger.bytes.get(), to: path)
            let disk = try FaultDisk()
            disk.remember()
            disk.disarm()
            let moment = Int.random(in: 1...900, using: &generator)
            disk.arm(moment, FaultDisk.Failure(calls: [.write, .sync, .truncate], isLasting: true))
            var committed = 0
            disk.run {
                guard let ledger = try? Ledger(opening: path) else { return }
                do {
                    for number in 1...40 {
                        try KeptLedger.add(number, to: ledger)
                        committed = number
                    }
                } catch {
                    disk.stop()
                }
                disk.stop()
            }
            disk.loseUnsynced(chance: generator.next())
            let ledger = try Ledger(opening: path)
            let count = try ledger.read {
                try $0.integer("SELECT count(*) FROM customers WHERE row > 0")
            }
            let found = Int(count) - KeptLedger.customerCount
            try #require(found >= committed && found <= committed + 1, "\(found) of \(committed)")
            try #require(try ledger.read { try LedgerHealth($0).problems } == [])
            try #require(try ledger.verifyJournal().fault == nil)
        }
    }
}
