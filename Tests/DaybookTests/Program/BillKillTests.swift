import DaybookCore
import DaybookLive
import DaybookStore
import TestRigs
import Testing

/// Trust: the real program is killed while it bills and while it issues. The same commands again
/// end with the same documents, and with numbers that have no gap.
@Suite struct BillKillTests {
    private static let accountCount = 700

    @Test func killedRunsAndIssuesAreFinishedByTheSameCommands() throws {
        let folder = try ProgramFolder()
        try FeeBooks.make(at: folder.path("books.db"), accounts: Self.accountCount)
        let whole = try Self.copy(in: folder, "whole.db")
        let clock = ContinuousClock()
        var lengths: [Double] = []
        for step in Self.steps {
            let begin = clock.now
            let result = try folder.run(["--ledger", whole] + step)
            #expect(result.exitCode == 0, "\(result.transcript)")
            lengths.append((clock.now - begin) / .milliseconds(1))
        }
        let books = try Self.documents(whole)
        #expect(books.count == Self.accountCount * 3 + 1)

        var generator = SeededGenerator(seed: 11)
        for kill in 0..<ProgramFolder.killCount {
            let path = try Self.copy(in: folder, "killed-\(kill).db")
            for (step, length) in zip(Self.steps, lengths) {
                let words = ["--ledger", path] + step
                let moment = length * Double.random(in: 0.1...1, using: &generator)
                _ = try folder.isKilled(words, after: moment)
                #expect(try Self.problems(path) == [], "kill \(kill), \(step)")
                #expect(try Self.runningJobs(path) == 0, "kill \(kill), \(step)")
                let again = try folder.run(words)
                // What a killed issue had done already, nothing is left of.
                #expect([0, 3].contains(again.exitCode), "kill \(kill): \(again.transcript)")
            }
            #expect(try Self.documents(path) == books, "kill \(kill)")
        }
    }

    private static var steps: [[String]] {
        [
            ["--as", "anna", "bill", "run", "--as-of", "2026-11-20", "--quiet"],
            ["--as", "bert", "invoices", "approve", "--filter", "status:draft", "--quiet"],
            ["--as", "bert", "invoices", "issue", "--filter", "status:approved", "--quiet"],
        ].map { $0 + ["--now", "2026-11-20T12:00:00Z"] }
    }

    /// A job whose process was killed is known to run no more.
    private static func runningJobs(_ path: String) throws -> Int {
        try Ledger(opening: path).read { connection in
            let query = ListQuery(condition: try ListFilter(reading: "is:running", .jobs))
            return try JobList(connection, ProcessIdentity.holder).totals(of: query).count
        }
    }

    private static func problems(_ path: String) throws -> [String] {
        try Ledger(opening: path).read { try LedgerHealth($0).problems }
    }

    /// All lines, and the numbers: not which account got which, as that is a matter of chance.
    private static func documents(_ path: String) throws -> [String] {
        try Ledger(opening: path).read { connection in
            let lines = try connection.all(
                """
                SELECT accounts.key || ' ' || item || ' ' || item_period || ' ' || amount || ' '
                    || invoices.total || ' ' || invoices.state || ' ' || prepared_by || ' '
                    || approved_by
                FROM lines JOIN line_origins ON line = lines.row
                    JOIN invoices ON invoices.row = lines.invoice
                    JOIN invoice_signatures ON invoice_signatures.invoice = invoices.row
                    JOIN accounts ON accounts.row = account
                ORDER BY 1
                """
            ) { $0.text(0) }
            let numbers = try connection.all(
                "SELECT count(*) || min(number) || max(number) FROM invoices"
            ) { $0.text(0) }
            return lines + numbers
        }
    }

    private static func copy(in folder: ProgramFolder, _ name: String) throws -> String {
        try writeBytes(readBytes(at: folder.path("books.db")), to: folder.path(name))
        return folder.path(name)
    }
}
