import DaybookCore
import DaybookStore
import Glibc
import Synchronization
import TestRigs
import Testing

/// Trust: whatever log and shared memory lie beside a ledger, it opens to a commit, or somebody is
/// told what is wrong, also where its files were copied while a run was writing.
@Suite struct LogTests {
    /// How many runs are copied from; more by `DAYBOOK_COPIES=200`.
    private static var seedCount: Int {
        unsafe getenv("DAYBOOK_COPIES").flatMap { unsafe Int(String(cString: $0)) } ?? 3
    }

    /// The three files of a ledger.
    private struct Files {
        var ledger: [UInt8]
        var log: [UInt8]?
        var memory: [UInt8]?

        init(of path: String) throws {
            ledger = try readBytes(at: path)
            log = try? readBytes(at: path + "-wal")
            memory = try? readBytes(at: path + "-shm")
        }

        func write(to path: String) throws {
            try writeBytes(ledger, to: path)
            if let log { try writeBytes(log, to: path + "-wal") }
            if let memory { try writeBytes(memory, to: path + "-shm") }
        }
    }

    /// What the files say, or nil where somebody is told that they are damaged or cannot be used.
    private static func answers(_ files: Files) throws -> [String]? {
        let folder = try ScratchFolder()
        let path = folder.path + "/l.db"
        try files.write(to: path)
        do {
            let ledger = try Ledger(opening: path)
            guard try ledger.inspect({ try LedgerHealth($0).problems }).isEmpty,
                try ledger.verifyJournal().fault == nil
            else { return nil }
            return try ledger.read { try KeptLedger.answers($0) }
        } catch let error as LedgerError {
            guard case .damaged = error else { throw error }
            return nil
        }
    }

    // MARK: - Files that do not belong together

    @Test func aLogIsReadAsFarAsItIsWholeAndAForeignOneIsFound() throws {
        let own = try Self.changed(KeptLedger.bytes.get(), from: 0)
        let copy = try Self.changed(KeptLedger.bytes.get(), from: 100)
        let foreign = try Self.foreign()
        for row in try TestFolder().rows("logs.tsv") {
            var files = own
            files.log = try Self.log(row[0], own, copy, foreign)
            files.memory = try Self.memory(row[1], own, foreign)
            let folder = try ScratchFolder()
            let path = folder.path + "/l.db"
            try files.write(to: path)
            #expect(try Self.seen(path) == row[2], "\(row)")
        }
    }

    /// Ten customers more, in the log alone.
    private static func changed(_ bytes: [UInt8], from first: Int) throws -> Files {
        let folder = try ScratchFolder()
        let path = folder.path + "/l.db"
        try writeBytes(bytes, to: path)
        let ledger = try Ledger(opening: path)
        for number in 0..<10 { try KeptLedger.add(first + number, to: ledger) }
        return try Files(of: path)
    }

    /// Another ledger, of others.
    private static func foreign() throws -> Files {
        let folder = try ScratchFolder()
        let path = folder.path + "/l.db"
        try Ledger.create(at: path, for: .sample, by: .test)
        let ledger = try Ledger(opening: path)
        for number in 0..<25 { try KeptLedger.add(300 + number, to: ledger) }
        return try Files(of: path)
    }

    private static func log(
        _ word: String,
        _ own: Files,
        _ copy: Files,
        _ foreign: Files,
    ) throws -> [UInt8]? {
        var log = try #require(own.log)
        switch word {
        case "own": break
        case "none": return nil
        case "empty": return []
        case "garbage": return garbage(9000)
        case "a header": return Array(log.prefix(32))
        case "half": return Array(log.prefix(log.count / 2))
        case "flipped at its end": log[log.count - 3000] ^= 1
        case "flipped at its beginning": log[5000 - 4096] ^= 1
        case "of a copy": return copy.log
        case "of another": return foreign.log
        default: throw TestFailure("no log is called \(word)")
        }
        return log
    }

    private static func memory(_ word: String, _ own: Files, _ foreign: Files) throws -> [UInt8]? {
        switch word {
        case "none": nil
        case "own": own.memory
        case "of another": foreign.memory
        case "garbage": garbage(32_768)
        case "empty": []
        default: throw TestFailure("no memory is called \(word)")
        }
    }

    private static func garbage(_ count: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: 3)
        return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    }

    /// How many customers more there are: none, all ten, some of them; or that something is wrong.
    private static func seen(_ path: String) throws -> String {
        do {
            let ledger = try Ledger(opening: path)
            let problems = try ledger.inspect { try LedgerHealth($0).problems }
            guard problems.isEmpty, try ledger.verifyJournal().fault == nil else { return "found" }
            let count = try ledger.read { try $0.integer("SELECT count(*) FROM customers") }
            let more = Int(count) - KeptLedger.customerCount
            return more > 0 && more < 10 ? "some" : "\(more)"
        } catch let error as LedgerError {
            guard case .damaged = error else { throw error }
            return "found"
        }
    }

    // MARK: - Files taken in the middle of a run

    /// The file as it was behind one batch, the log as it was behind the same, an earlier or a
    /// later one, while pages move from the log to the file at any time.
    @Test func filesTakenInTheMiddleOfARunAreACommitOrAreFound() throws {
        var counts = (commits: 0, found: 0)
        forEachSeed(Self.seedCount) { generator in
            let billable = try BillableLedger(accounts: 40)
            let path = billable.fresh.path
            let other = try Connection(path: path, mode: .readWrite)
            try other.script("PRAGMA wal_checkpoint(TRUNCATE)")
            var states: [[String]] = []
            var taken: [Files] = []
            func take() throws {
                taken.append(try Files(of: path))
                states.append(try billable.ledger.read { try KeptLedger.answers($0) })
            }
            try take()
            for month in ["2025-02-10", "2025-03-10"] {
                let size = Int.random(in: 3...9, using: &generator)
                try billable.run(asOf: month, batchSize: size).run(
                    Act(actor: "tester", at: .epoch, cause: .run, action: "bill.run"),
                    id: { RecordID(bits: .random(in: (1 << 80)...(1 << 120))) }
                ) { _ in
                    try take()
                    if Int.random(in: 0..<4, using: &generator) == 0 {
                        let way = ["PASSIVE", "RESTART", "TRUNCATE"]
                            .randomElement(using: &generator)!
                        try other.script("PRAGMA wal_checkpoint(\(way))")
                        try take()
                    }
                    return true
                }
            }
            for _ in 0..<12 {
                let first = Int.random(in: taken.indices, using: &generator)
                let isTorn = Bool.random(using: &generator)
                let second = isTorn ? Int.random(in: taken.indices, using: &generator) : first
                var files = taken[first]
                files.log = taken[second].log
                let answers = try Self.answers(files)
                if !isTorn { try #require(answers == states[first], "behind batch \(first)") }
                if let answers {
                    counts.commits += 1
                    try #require(states.contains(answers), "file \(first), log \(second)")
                } else {
                    counts.found += 1
                }
            }
        }
        #expect(counts.commits > 0 && counts.found > 0, "\(counts)")
    }

    /// The same from another thread, which copies the log while a transaction is being written: a
    /// log that was copied before the file is a part of it or of one that came later.
    @Test func filesCopiedBesideARunAreACommitOrAreFound() async throws {
        let billable = try BillableLedger(accounts: 60)
        let path = billable.fresh.path
        let writer = try Ledger(opening: path)
        let isOver = Atomic(false)
        async let bills = OwnThread.run {
            defer { isOver.store(true, ordering: .relaxed) }
            return Result { try billable.bill(asOf: "2025-03-10", on: writer).count }
        }
        var taken: [Files] = []
        while taken.count < 20, !isOver.load(ordering: .relaxed) {
            taken.append(try Files(of: path))
            await Task.yield()
        }
        let count = try await bills.get()
        #expect(count == 60)
        let end = try Self.answers(try Files(of: path))
        #expect(end != nil)
        for files in taken {
            // Each account is billed as a whole: whatever is seen has no half of one.
            let folder = try ScratchFolder()
            try files.write(to: folder.path + "/l.db")
            guard try Self.answers(files) != nil else { continue }
            let halves = try Ledger(opening: folder.path + "/l.db").read {
                try $0.integer(
                    """
                    SELECT count(*) FROM invoices
                    WHERE row NOT IN (SELECT invoice FROM lines)
                    """
                )
            }
            #expect(halves == 0)
        }
    }

    // MARK: - Folders that cannot be written

    /// What lies in a log cannot be read where its readers can share no memory; to show the file
    /// without it would show a state of long ago.
    @Test func aLogInAFolderThatCannotBeWrittenIsReadOrRefused() throws {
        let own = try Self.changed(KeptLedger.bytes.get(), from: 0)
        let disk = Disk(layer: nil) { if case .tryWriting = $0 { EACCES } else { 0 } }
        for (memory, outcome) in [(own.memory, "10"), (nil, "refused")] {
            let folder = try ScratchFolder()
            let path = folder.path + "/l.db"
            var files = own
            files.memory = memory
            try files.write(to: path)
            let seen = Disk.$current.withValue(disk) { Result { try Self.seen(path) } }
            switch seen {
            case .success(let seen): #expect(seen == outcome)
            case .failure(let error):
                #expect(outcome == "refused" && "\(error)".contains("-wal"), "\(error)")
            }
        }
    }
}
