import DaybookCore
import DaybookStore
import TestRigs
import Testing

/// Trust: whoever changes a record beside the journal is found out, though no rule is broken.
@Suite struct JournalImagesTests {
    @Test func whatTheJournalTellsOtherwiseIsFound() throws {
        for row in try TestFolder().rows("told-otherwise.tsv") {
            let fresh = try FreshLedger()
            fresh.isLawful = false
            try Self.fill(fresh.open)
            fresh.close()
            let stranger = try Connection(path: fresh.path, mode: .readWrite)
            for statement in row[1].split(separator: ";;") {
                try stranger.script(String(statement))
            }
            let problems = try LedgerHealth(stranger).problems
            let told = problems.filter { !$0.hasPrefix("the history of a record") }
            #expect(told == row[2].split(separator: ";;").map(String.init), "\(row[0])")
        }
    }

    /// Changes, deletions, and rows that come back under a number that others had.
    private static func fill(_ ledger: Ledger) throws {
        let customer = Customer.sample(1)
        let account = Account.sample(1, of: customer)
        try ledger.change(.test) { connection in
            try CustomerRepository(connection).insert(customer)
            try CustomerRepository(connection).insert(account)
            try InvoiceRepository(connection).insert(.sample(1, of: account, state: .draft))
            try alias(77, "former", connection)
            try alias(78, "present", connection)
        }
        try ledger.change(.test) { try $0.run("DELETE FROM aliases WHERE row = 77") }
        try ledger.change(.test) { connection in
            try connection.run("UPDATE customers SET note = 'first'")
            try connection.run("DELETE FROM aliases WHERE row = 78")
        }
        try ledger.change(.test) { connection in
            try connection.run("UPDATE customers SET note = 'second', name = 'Second'")
            try alias(78, "present", connection)
            try alias(79, "other", connection)
        }
        // What was taken back is as before.
        _ = try ledger.change(.test) { try $0.run("UPDATE customers SET name = 'Third'") }
        _ = try ledger.cancel(6, by: "tester", at: .epoch)
    }

    private static func alias(_ row: Int64, _ name: String, _ connection: Connection) throws {
        try connection.run(
            "INSERT INTO aliases VALUES (?, 1, ?, '2020-01-01', NULL)",
            [.integer(row), .text(name)]
        )
    }
}
