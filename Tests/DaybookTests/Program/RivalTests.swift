import DaybookStore
import Glibc
import TestRigs
import Testing

/// Trust: two consoles do the same to one ledger at the same time, as real processes: one wins, the
/// other is told, what must be done once is done once, and nobody hears that a database is locked.
@Suite struct RivalTests {
    /// How often each pair meets; more by `DAYBOOK_RIVALS=50`.
    private static var roundCount: Int {
        unsafe getenv("DAYBOOK_RIVALS").flatMap { unsafe Int(String(cString: $0)) } ?? 1
    }

    @Test func oneOfTwoConsolesWinsAndTheOtherIsTold() async throws {
        let folder = try ProgramFolder()
        try folder.makeStages(accounts: 60)
        try folder.scratch.file("usage.ndjson", containing: Self.events)
        for row in try TestFolder().rows("rivals.tsv") {
            let stage = try #require(ProgramFolder.Stage(rawValue: row[1]))
            let allowed = row[4].split(separator: " ").map(String.init)
            for round in 0..<Self.roundCount {
                let books = try folder.copy(stage, as: "rivals.db")
                defer { for end in ["", "-wal", "-shm"] { unsafe unlink(books + end) } }
                let before = ["--ledger", books] + ProgramFolder.clock
                let results = try await folder.runBoth(
                    before + row[2].split(separator: " ").map(String.init),
                    before + row[3].split(separator: " ").map(String.init)
                ).map { try $0.get() }
                let told = results.map(\.transcript).joined(separator: "\n")
                let codes = results.map(\.exitCode).sorted().map { "\($0)" }.joined(separator: "+")
                #expect(allowed.contains(codes), "\(row[0]), round \(round): \(told)")
                #expect(!told.lowercased().contains("lock"), "\(row[0]): \(told)")
                #expect(results.allSatisfy { ($0.exitCode == 0) == $0.errors.isEmpty }, "\(told)")
                let ledger = try Ledger(opening: books)
                let answer = try ledger.read { try $0.first(row[5]) { $0.text(0) } }
                #expect(answer == row[6], "\(row[0]), round \(round): \(told)")
                #expect(try ledger.read { try LedgerHealth($0).problems } == [], "\(row[0])")
                #expect(try ledger.verifyJournal().fault == nil, "\(row[0])")
            }
        }
    }

    private static var events: String {
        (0..<900).map { number in
            #"{"specversion":"1.0","id":"\#(number)","source":"s","type":"api","#
                + #""subject":"account-\#(number % 60)","time":"2026-11-10T10:00:00Z"}"#
        }.joined(separator: "\n")
    }

    /// What only one can make under a name, and what both open first after a step of the schema.
    @Test func oneOfTwoMakesAFileAndBothMayTakeTheSameStep() async throws {
        let folder = try ProgramFolder()
        try folder.makeStages(accounts: 5)
        let older = try KillTests.older.get()
        let pairs: [(words: [String], codes: Set<String>)] = [
            (["--ledger", "FOLDER/new.db", "init", "--name", "Harbour"], ["0+5"]),
            (["--ledger", "FOLDER/issued.db", "backup", "FOLDER/copy.db"], ["0+5"]),
            (["--ledger", "FOLDER/older.db", "info", "--json"], ["0+0"]),
        ]
        for round in 0..<Self.roundCount {
            for name in ["new.db", "copy.db"] { unsafe unlink(folder.path(name)) }
            try writeBytes(older, to: folder.path("older.db"))
            for pair in pairs {
                let words = pair.words + ProgramFolder.clock
                let results = try await folder.runBoth(words, words).map { try $0.get() }
                let told = results.map(\.transcript).joined(separator: "\n")
                let codes = results.map(\.exitCode).sorted().map { "\($0)" }.joined(separator: "+")
                #expect(pair.codes.contains(codes), "\(pair.words), round \(round): \(told)")
                #expect(!told.lowercased().contains("lock"), "\(told)")
            }
            for name in ["new.db", "copy.db", "older.db"] {
                let ledger = try Ledger(opening: folder.path(name))
                #expect(try ledger.read { try LedgerHealth($0).problems } == [], "\(name)")
            }
            #expect(folder.scratch.names.filter { $0.contains(".partial-") } == [])
        }
    }
}
