import DaybookStore
import Glibc
import TestRigs
import Testing

/// Trust: the real program, killed at any moment, leaves the books as before or as after.
/// `DAYBOOK_KILLS=200` kills more often.
@Suite struct KillTests {
    private static var count: Int {
        unsafe getenv("DAYBOOK_KILLS").flatMap { unsafe Int(String(cString: $0)) } ?? 6
    }

    /// What is run, and the files that it makes or changes.
    private static let stories: [String: (words: [String], results: [String])] = [
        "migrate": (["--ledger", "FOLDER/ledger.db", "info"], ["ledger.db"]),
        "back up": (["--ledger", "FOLDER/ledger.db", "backup", "FOLDER/new.db"], ["new.db"]),
        "restore": (["--ledger", "FOLDER/ledger.db", "restore", "FOLDER/old.db"], ["ledger.db"]),
        "salvage": (["salvage", "FOLDER/ledger.db", "FOLDER/new.db"], ["new.db"]),
        "init": (["--ledger", "FOLDER/new.db", "init", "--sample"], ["new.db"]),
        "sample": (sample, ["new.db"]),
    ]

    private static let sample = [
        "--now", "2026-11-20T12:00:00Z", "sample", "--seed", "7", "--events", "500",
        "FOLDER/new.db",
    ]

    @Test(arguments: ["migrate", "back up", "restore", "salvage", "init", "sample"])
    func aKilledProgramLeavesTheBooksAsBeforeOrAsAfter(_ name: String) throws {
        let story = try #require(Self.stories[name])
        let folder = try ProgramFolder()
        try prepare(folder, name)
        let clock = ContinuousClock()
        let start = clock.now
        let whole = try folder.run(story.words)
        #expect(whole.exitCode == 0, "\(whole.transcript)")
        let length = start.duration(to: clock.now) / .seconds(1)
        let after = try story.results.map { try content(folder.path($0)) }
        forEachSeed(Self.count) { generator in
            let folder = try ProgramFolder()
            try prepare(folder, name)
            let before = try story.results.map { try content(folder.path($0)) }
            let moment = Double.random(in: 0.002...max(0.01, length * 1.1), using: &generator)
            let killer = ProgramRunner(
                program: "/usr/bin/timeout",
                environment: folder.runner.environment
            )
            let words = story.words.map { $0.replacing("FOLDER", with: folder.scratch.path) }
            _ = try killer.run(
                ["--foreground", "-s", "KILL", "\(moment)", folder.runner.program] + words,
                in: try ScratchFolder()
            )
            for (index, result) in story.results.enumerated() {
                let found = try content(folder.path(result))
                try #require([before[index], after[index]].contains(found), "after \(moment) s")
            }
            // And the next run does what this one could not, and tidies up behind it.
            let again = try folder.run(story.words)
            let isDone = again.exitCode == 0 || again.errors.contains("exists already")
            try #require(isDone, "after \(moment) s: \(again.transcript)")
            let leftOver = folder.scratch.names.filter { $0.contains(".partial-") }
            try #require(leftOver == [], "after \(moment) s")
        }
    }

    private func prepare(_ folder: ProgramFolder, _ name: String) throws {
        let (today, older) = (try Self.today.get(), try Self.older.get())
        switch name {
        case "migrate": try writeBytes(older, to: folder.path("ledger.db"))
        case "restore":
            try writeBytes(older, to: folder.path("ledger.db"))
            try writeBytes(today, to: folder.path("old.db"))
        case _: try writeBytes(today, to: folder.path("ledger.db"))
        }
    }

    private static let today = Result<[UInt8], any Error> {
        let folder = try ProgramFolder()
        let result = try folder.run(["--ledger", "FOLDER/ledger.db", "init", "--sample"])
        try #require(result.exitCode == 0, "\(result.transcript)")
        return try readBytes(at: folder.path("ledger.db"))
    }

    /// A ledger of the schema before today's.
    static let older = Result<[UInt8], any Error> {
        let folder = try ProgramFolder()
        let sample = try today.get()
        try writeBytes(sample, to: folder.path("today.db"))
        let organisation = try Ledger(opening: folder.path("today.db"), .readOnly).read {
            try OrganisationRepository($0).get()
        }
        try Ledger.create(
            at: folder.path("ledger.db"),
            for: organisation,
            by: ProgramFolder.act,
            durability: .none,
            migrations: Array(Ledger.migrations.dropLast())
        )
        return try readBytes(at: folder.path("ledger.db"))
    }

    /// What a file holds, whatever its schema; nothing is migrated.
    private func content(_ path: String) throws -> String {
        guard (try? readBytes(at: path)) != nil else { return "absent" }
        let connection = try Connection(path: path, mode: .readWrite)
        let integrity = try connection.all("PRAGMA integrity_check") { $0.text(0) }
        try #require(integrity == ["ok"])
        let version = try connection.integer("PRAGMA user_version")
        let sums = try connection.first(
            """
            SELECT count(*), sum(total), (SELECT count(*) FROM lines),
                (SELECT sum(amount) FROM lines), (SELECT count(*) FROM customers),
                (SELECT count(*) FROM journal)
            FROM invoices
            """
        ) { row in (0..<6).map { row.text($0) }.joined(separator: " ") }
        return "\(version) \(sums ?? "")"
    }
}
