import DaybookStore
import Glibc
import TestRigs
import Testing

/// Trust: a disk that is full at any point of a command leaves no half file under its final name,
/// and books in which the same command, once there is room, does all of it.
@Suite struct DiskFullTests {
    /// Where the room ends: as many places as the table says; more by `DAYBOOK_LIMITS=40`.
    private static var limitCount: Int? {
        unsafe getenv("DAYBOOK_LIMITS").flatMap { unsafe Int(String(cString: $0)) }
    }

    @Test func noHalfFileHasAFinalName() throws {
        let stages = try ProgramFolder()
        try stages.makeStages(accounts: 60)
        var generator = SeededGenerator(seed: 17)
        for row in try TestFolder().rows("disk-full.tsv") {
            let stage = try #require(ProgramFolder.Stage(rawValue: row[1]))
            let files = row[3].split(separator: " ").map(String.init)
            let words = row[2].split(separator: " ").map(String.init) + ProgramFolder.clock
            let whole = try Self.folder(stage, stages)
            let result = try whole.run(Self.words(words))
            try #require(result.exitCode == 0, "\(row[0]): \(result.transcript)")
            let after = try files.map { try Self.content(whole.path($0)) }
            // Small files that are made beside a large ledger have limits of their own.
            let largest = [whole.scratch.names, files].map { names in
                names.map { Self.size(whole.path($0)) }.max() ?? 0
            }.filter { $0 > 0 }
            for place in 0..<(try Self.limitCount ?? #require(Int(row[4]))) {
                let folder = try Self.folder(stage, stages)
                // From a few bytes to nearly enough, most of them small.
                let share = Double.random(in: 0...1, using: &generator)
                let most = Double(largest[(place + 1) % largest.count])
                let limit = 20 + Int(most * share * share)
                let limited = try Self.run(Self.words(words), in: folder, room: limit)
                let story = "\(row[0]), place \(place), \(limit) bytes: \(limited.transcript)"
                for (file, content) in zip(files, after) {
                    let found = try Self.content(folder.path(file))
                    #expect(found == "absent" || found == content, "\(file) of \(story)")
                }
                if limited.exitCode != 0 {
                    #expect(limited.errors.hasPrefix("daybook: "), "\(story)")
                }
                let names = folder.scratch.names
                #expect(names.filter { $0.contains(".partial-") } == [], "\(story)")
                try Self.requireSound(folder.path("ledger.db"), story)
                let again = try folder.run(Self.words(words))
                let isThere = again.errors.contains(" exists") || again.exitCode == 3
                #expect(again.exitCode == 0 || isThere, "\(again.transcript) behind \(story)")
                try Self.requireSame(folder.path("ledger.db"), whole.path("ledger.db"), story)
            }
        }
    }

    /// The books of a stage, drafts to restore, and usage to read.
    private static func folder(
        _ stage: ProgramFolder.Stage,
        _ stages: ProgramFolder,
    ) throws -> ProgramFolder {
        let folder = try ProgramFolder()
        try writeBytes(readBytes(at: stages.path("\(stage).db")), to: folder.path("ledger.db"))
        try writeBytes(readBytes(at: stages.path("drafts.db")), to: folder.path("drafts.db"))
        let events = (0..<700).map { number in
            #"{"specversion":"1.0","id":"\#(number)","source":"s","type":"api","#
                + #""subject":"account-\#(number % 60)","time":"2026-11-10T10:00:00Z","#
                + #""data":{"bytes":\#(number)}}"#
        }
        try folder.scratch.file("usage.ndjson", containing: events.joined(separator: "\n"))
        let customers = (0..<200).map { "c\($0),Customer \($0)\n" }.joined()
        try folder.scratch.file("customers.csv", containing: "key,name\n" + customers)
        let key = String(repeating: "07", count: 32) + "\n"
        let place = try folder.scratch.file(".config/daybook/signing.key", containing: key)
        unsafe chmod(place, 0o600)
        return folder
    }

    private static func words(_ words: [String]) -> [String] {
        words.contains("--ledger") ? words : ["--ledger", "FOLDER/ledger.db"] + words
    }

    /// Runs the program where no file may grow beyond so many bytes. Somebody else has the ledger
    /// open, where that is no obstacle: a reader needs no room then, and comes to the files.
    private static func run(
        _ words: [String],
        in folder: ProgramFolder,
        room: Int,
    ) throws -> ProgramResult {
        let runner = ProgramRunner(
            program: "/usr/bin/prlimit",
            environment: folder.runner.environment
        )
        let needsAll = words.contains("restore") || words.contains("salvage")
        let other = needsAll ? nil : try Ledger(opening: folder.path("ledger.db"))
        defer { withExtendedLifetime(other) {} }
        return try runner.run(
            ["--fsize=\(room):\(room)", ProgramFolder.program]
                + words.map { $0.replacing("FOLDER", with: folder.scratch.path) },
            in: ScratchFolder()
        )
    }

    private static func size(_ path: String) -> Int {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// A ledger says what is in it, any other file its bytes.
    private static func content(_ path: String) throws -> String {
        guard let bytes = try? readBytes(at: path) else { return "absent" }
        guard path.hasSuffix(".db") else { return String(decoding: bytes, as: UTF8.self) }
        return try books(path).joined(separator: "\n")
    }

    /// What counts: not ids, which are made by chance, nor which number went to which account.
    private static func books(_ path: String) throws -> [String] {
        try Ledger(opening: path).read { connection in
            let integrity = try connection.all("PRAGMA integrity_check") { $0.text(0) }
            return try integrity
                + [
                    "SELECT count(*) || ' ' || ifnull(sum(total), 0) || state FROM invoices "
                        + "GROUP BY state",
                    "SELECT count(*) || ' ' || min(number) || max(number) FROM invoices",
                    "SELECT count(*) || ' ' || ifnull(sum(amount), 0) FROM lines",
                    "SELECT count(*) || ' customers' FROM customers",
                    "SELECT count(*) || ' ' || count(DISTINCT id) FROM events",
                ].flatMap { sql in try connection.all(sql) { $0.text(0) } }
        }
    }

    private static func requireSound(_ path: String, _ story: String) throws {
        let ledger = try Ledger(opening: path)
        let problems = try ledger.read { try LedgerHealth($0).problems }
        #expect(problems == [], "\(story)")
        #expect(try ledger.verifyJournal().fault == nil, "\(story)")
    }

    private static func requireSame(_ path: String, _ other: String, _ story: String) throws {
        #expect(try books(path) == books(other), "\(story)")
    }
}
