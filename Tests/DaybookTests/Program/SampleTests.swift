import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore
import TestRigs
import Testing

/// Ledgers that are made up: the same again, sound, and whole or absent.
@Suite struct SampleTests {
    private static let size = SampleSize(customers: 40, invoices: 300, events: 2000)

    private func make(
        _ scratch: ScratchFolder,
        _ name: String,
        seed: Int = 7,
    ) async throws -> Ledger {
        let path = "\(scratch.path)/\(name)"
        // Records are made by a task while whoever writes them waits.
        return try await OwnThread.run {
            Result {
                let books = try SampleBooks(
                    seed: seed,
                    Self.size,
                    now: ProgramFolder.act.at,
                    zone: .utc
                )
                try SampleLedger(books, by: ProgramFolder.act)
                    .create(at: path, durability: .none)
                return try Ledger(opening: path)
            }
        }.get()
    }

    @Test func theSameSeedMakesTheSameLedger() async throws {
        let scratch = try ScratchFolder()
        let first = try await dump(make(scratch, "first.db"))
        let second = try await dump(make(scratch, "second.db"))
        let other = try await dump(make(scratch, "other.db", seed: 8))
        #expect(first.count > 4000)
        #expect(first == second)
        #expect(first != other)
    }

    /// All rows of all tables, but for the key that every ledger draws for itself, and the hashes
    /// that follow from it. Rollups come in any order and are found by what they are of.
    private func dump(_ ledger: Ledger) throws -> [String] {
        try ledger.read { connection in
            let tables = try connection.all(
                """
                SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'virtual'
                    AND name NOT IN ('event_state', 'event_identities') ORDER BY name
                """
            ) { $0.text(0) }
            return try tables.flatMap { table in
                let columns = try connection.all(
                    "SELECT name FROM pragma_table_info(?1) WHERE ?1 <> 'rollups' OR name <> 'row'",
                    [.text(table)]
                ) { "quote(\"\($0.text(0))\")" }
                let row = columns.joined(separator: " || ' ' || ")
                return try connection.all("SELECT \(row) FROM \"\(table)\" ORDER BY 1") {
                    "\(table) \($0.text(0))"
                }
            }
        }
    }

    @Test func aMadeUpLedgerIsSound() async throws {
        let scratch = try ScratchFolder()
        let ledger = try await make(scratch, "sample.db")
        let problems = try ledger.inspect { try LedgerHealth($0).problems }
        #expect(problems == [])
        #expect(try ledger.read { try RollupCheck($0).problems() } == [])
        #expect(try ledger.verifyJournal().fault == nil)
        #expect(try ledger.verifyJournal().end.number == 1)
    }

    @Test func indexesThatWereMadeLastAreThoseOfTheSchema() async throws {
        let scratch = try ScratchFolder()
        let sample = try await make(scratch, "sample.db")
        let plain = scratch.path + "/plain.db"
        let organisation = try sample.read { try OrganisationRepository($0).get() }
        try Ledger.create(at: plain, for: organisation, by: ProgramFolder.act)
        func schema(_ ledger: Ledger) throws -> [String] {
            try ledger.read { connection in
                try connection.all(
                    """
                    SELECT type, name, tbl_name, ifnull(sql, '') FROM sqlite_schema
                    WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' ORDER BY type, name
                    """
                ) { row in (0..<4).map { row.text($0) }.joined(separator: " ") }
            }
        }
        #expect(try schema(sample) == schema(Ledger(opening: plain)))
        let found = try sample.read { connection in
            let condition = try ListFilter(reading: "project", .invoices)
            return try InvoiceRepository(connection).totals(of: ListQuery(condition: condition))
        }
        let told = try sample.read {
            try $0.integer(
                "SELECT count(DISTINCT invoice) FROM lines WHERE description LIKE '%project%'"
            )
        }
        #expect(found.count == Int(told) && told > 10)
    }

    @Test func ctrlCLeavesNoFileBehind() throws {
        let folder = try ProgramFolder()
        let runner = ProgramRunner(
            program: "/usr/bin/timeout",
            environment: folder.runner.environment
        )
        for moment in ["0.1", "0.4", "1"] {
            let result = try runner.run(
                [
                    "--preserve-status", "-s", "INT", moment, ProgramFolder.program, "sample",
                    "--seed", "7", "--invoices", "1000000", folder.path("new.db"),
                ],
                in: ScratchFolder()
            )
            #expect(result.exitCode == 130, "\(result.transcript)")
            #expect(folder.scratch.names == [])
        }
    }
}
