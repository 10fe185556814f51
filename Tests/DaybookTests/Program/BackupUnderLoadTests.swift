import DaybookStore
import Synchronization
import TestRigs
import Testing

/// Trust: a backup that the real program takes while another process bills, and that is restored
/// elsewhere, opens and is equal to the cent to what was committed at one moment.
@Suite struct BackupUnderLoadTests {
    private static let accountCount = 200

    @Test func aBackupUnderLoadIsRestoredElsewhere() async throws {
        let folder = try ProgramFolder()
        let path = folder.path("books.db")
        try FeeBooks.make(at: path, accounts: Self.accountCount)
        let isOver = Atomic(false)
        async let billing = OwnThread.run {
            defer { isOver.store(true, ordering: .relaxed) }
            return Result {
                try folder.run(
                    ["--ledger", path, "bill", "run", "--as-of", "2026-11-20", "--quiet"]
                        + ProgramFolder.clock
                )
            }
        }
        var count = 0
        // One more when all is done: it has everything.
        repeat {
            let isLast = isOver.load(ordering: .relaxed)
            count += 1
            for words in [
                ["--ledger", path, "backup", "FOLDER/copy-\(count).db"],
                ["--ledger", "FOLDER/elsewhere-\(count).db", "restore", "FOLDER/copy-\(count).db"],
                ["--ledger", "FOLDER/elsewhere-\(count).db", "check"],
            ] {
                let result = try folder.run(words + ["--quiet"] + ProgramFolder.clock)
                try #require(result.exitCode == 0, "\(words): \(result.transcript)")
            }
            if isLast { break }
            await Task.yield()
        } while count < 20
        let result = try await billing.get()
        #expect(result.exitCode == 0, "\(result.transcript)")
        let end = try Self.invoices(path)
        #expect(end.count == Self.accountCount)
        for number in 1...count {
            let restored = try Self.invoices(folder.path("elsewhere-\(number).db"))
            #expect(restored == Array(end.prefix(restored.count)), "copy \(number)")
            #expect(restored == (try Self.invoices(folder.path("copy-\(number).db"))))
        }
    }

    /// In the order in which they were written.
    private static func invoices(_ path: String) throws -> [String] {
        try Ledger(opening: path).read { connection in
            try connection.all(
                """
                SELECT id || ' ' || total || ' ' || net || ' ' || (
                    SELECT group_concat(amount) FROM lines WHERE invoice = invoices.row
                ) FROM invoices ORDER BY row
                """
            ) { $0.text(0) }
        }
    }
}
