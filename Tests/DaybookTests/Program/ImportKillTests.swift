import DaybookStore
import TestRigs
import Testing

/// Trust: the real program is killed while it imports; then nothing of it is there, or all, and the
/// same command ends with all of it.
@Suite struct ImportKillTests {
    @Test func aKilledImportLeavesNothingOrAll() throws {
        let folder = try ProgramFolder()
        let lines = (0..<400).map { "c\($0),Customer \($0)" }
        let file = try folder.scratch.file(
            "customers.csv",
            containing: "key,name\n" + lines.joined(separator: "\n") + "\n"
        )
        func words(_ path: String) -> [String] {
            ["--ledger", path, "import", file, "--quiet"] + ProgramFolder.clock
        }
        let clock = ContinuousClock()
        let whole = try ledger(folder, "whole.db")
        let empty = try Self.books(whole)
        let begin = clock.now
        let result = try folder.run(words(whole))
        let length = (clock.now - begin) / .milliseconds(1)
        try #require(result.exitCode == 0, "\(result.transcript)")
        let all = try Self.books(whole)
        var generator = SeededGenerator(seed: 23)
        for kill in 0..<ProgramFolder.killCount {
            let path = try ledger(folder, "killed-\(kill).db")
            let moment = length * Double.random(in: 0.1...1, using: &generator)
            _ = try folder.isKilled(words(path), after: moment)
            #expect([empty, all].contains(try Self.books(path)), "kill \(kill)")
            let again = try folder.run(words(path))
            #expect(again.exitCode == 0, "kill \(kill): \(again.transcript)")
            #expect(try Self.books(path) == all, "kill \(kill)")
            let ledger = try Ledger(opening: path)
            #expect(try ledger.read { try LedgerHealth($0).problems } == [], "kill \(kill)")
            #expect(try ledger.verifyJournal().fault == nil, "kill \(kill)")
        }
    }

    private func ledger(_ folder: ProgramFolder, _ name: String) throws -> String {
        let path = folder.path(name)
        let result = try folder.run(["--ledger", path, "init", "--name", "Harbour"])
        try #require(result.exitCode == 0)
        return path
    }

    private static func books(_ path: String) throws -> [String] {
        try Ledger(opening: path).read { connection in
            try [
                "SELECT count(*) || ' ' || ifnull(max(name), '') FROM customers",
                "SELECT count(*) FROM accounts", "SELECT count(*) FROM journal",
            ].flatMap { sql in try connection.all(sql) { $0.text(0) } }
        }
    }
}
