import DaybookStore
import TestRigs
import Testing

@Suite struct MigrationTests {
    private let second = Migration(
        version: Ledger.migrations.count + 1,
        name: "a test's table",
        sql: "CREATE TABLE extra (a TEXT NOT NULL) STRICT; INSERT INTO extra VALUES ('kept')"
    )

    @Test func stepsThatHaveShippedStayAsTheyAre() {
        // Only ever append a step: ledgers in the world were made by exactly these.
        for step in Ledger.migrations {
            expectGolden(step.sql + "\n", named: "schema-\(step.version).sql")
        }
    }

    @Test func anOlderLedgerIsMigratedWithABackupBeside() throws {
        let fresh = try FreshLedger()
        try fresh.open.change(.test) { try CustomerRepository($0).insert(.sample(1)) }
        fresh.close()
        let ledger = try Ledger(opening: fresh.path, migrations: Ledger.migrations + [second])
        #expect(ledger.schemaVersion == second.version)
        #expect(try ledger.read { try $0.first("SELECT a FROM extra") { $0.text(0) } } == "kept")
        let backup = "\(fresh.path).v\(second.version - 1).backup"
        let old = try Ledger(opening: backup, .readOnly)
        #expect(old.schemaVersion == second.version - 1)
        #expect(try old.read { try CustomerRepository($0).find("customer-1") } == .sample(1))
    }

    /// Their rows keep their numbers, which the journal knows them by, also where one is missing.
    @Test func allocationsOfAnOlderLedgerAreTheSameAndCanBeTakenBackLater() throws {
        let story = try PaymentStory(migrations: Array(Ledger.migrations.prefix(18)))
        // Today's program writes them, and the older one did not know of them.
        try story.fresh.open.change(.test) {
            try $0.run("CREATE TEMP TABLE invoice_letters (row INTEGER PRIMARY KEY, letters)")
        }
        for line in [
            "2026-01-05 carl invoice a 100.00 30", "2026-01-06 carl invoice b 50.00 10",
            "2026-01-07 carl pay R-1 a 70.00 1", "2026-01-08 carl pay R-2 a 20.00 2",
            "2026-01-09 carl pay R-3 b 30.00 2", "2026-01-10 carl release R-2 2",
            "2026-02-01 anna close 2026-01", "2026-02-02 carl allocate R-2",
        ] {
            let answer = try story.play(line)
            #expect(!answer.contains("refused"), "\(answer)")
        }
        let before = try Self.allocations(story)
        try story.fresh.reopen()
        #expect(story.fresh.open.schemaVersion == Ledger.migrations.count)
        #expect(try Self.allocations(story) == before)
        #expect(before.count == 3)
        #expect(try story.play("2026-02-03 carl check").hasSuffix("sound"))
        #expect(try story.play("2026-02-03 carl release R-1 1").hasSuffix("70.00 left"))
        #expect(try story.play("2026-02-03 carl release R-2 1").hasSuffix("20.00 left"))
        #expect(try story.play("2026-02-03 carl check").hasSuffix("sound"))
        let after = try Self.allocations(story)
        #expect(after == [before[0], before[1], "5 1 1 -7000 2026-02-03"])
    }

    private static func allocations(_ story: PaymentStory) throws -> [String] {
        try story.fresh.open.read { connection in
            try connection.all(
                "SELECT row, payment, invoice, amount, made_on FROM allocations ORDER BY row"
            ) { row in
                let numbers = (0...3).map { "\(row.integer($0))" }.joined(separator: " ")
                return "\(numbers) \(row.text(4))"
            }
        }
    }

    /// What was counted of a ledger when it was new would mislead whoever plans by it later.
    @Test func aLedgerIsReadByTheSamePlansHoweverLongItHasGrown() throws {
        let older = try FreshLedger(migrations: Array(Ledger.migrations.prefix(19)))
        try older.open.write { try $0.run("ANALYZE") }
        #expect(try Self.statistics(older) > 0)
        try older.reopen()
        #expect(try Self.statistics(older) == 0)
        let new = try FreshLedger()
        try new.reopen()
        #expect(try Self.statistics(new) == 0)
    }

    /// Of a meter that was undone before there were triggers; the next one would inherit it.
    @Test func whatWasRolledUpOfAMeterThatIsGoneIsDropped() throws {
        let older = try FreshLedger(migrations: Array(Ledger.migrations.prefix(20)))
        try older.open.write {
            try $0.run("INSERT INTO rollups VALUES (1, 7, 0, 0, 1, 1, 0, 1, x'00')")
            try $0.run("INSERT INTO rollup_progress VALUES (7, 3), (0, 0)")
        }
        try older.reopen()
        let left = try older.open.read { connection in
            (
                try connection.integer("SELECT count(*) FROM rollups"),
                try connection.all("SELECT meter FROM rollup_progress") { $0.integer(0) }
            )
        }
        #expect(left.0 == 0)
        #expect(left.1 == [0], "how far events were looked at is no meter's")
    }

    private static func statistics(_ fresh: FreshLedger) throws -> Int64 {
        try fresh.open.read { connection in
            try connection.integer(
                "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'sqlite\\_stat%' ESCAPE '\\'"
            )
        }
    }

    @Test func aStepThatFailsChangesNothing() throws {
        let fresh = try FreshLedger()
        fresh.close()
        let wrong = Migration(
            version: second.version + 1,
            name: "wrong",
            sql: "CREATE TABLE extra (b)"
        )
        let error = #expect(throws: LedgerError.self) {
            try Ledger(opening: fresh.path, migrations: Ledger.migrations + [second, wrong])
        }
        #expect("\(error!)".contains("table extra already exists"))
        let ledger = try Ledger(opening: fresh.path)
        #expect(ledger.schemaVersion == Ledger.migrations.count)
    }

    @Test func aLedgerWithBrokenReferencesIsNotMigrated() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/ledger.db"
        try Ledger.create(at: path, for: .sample, by: .test)
        let stranger = try Connection(path: path, mode: .readWrite)
        try stranger.script(
            """
            PRAGMA foreign_keys = OFF;
            INSERT INTO aliases (account, name, valid_from) VALUES (99, 'nobody', '2026-01-01')
            """
        )
        let error = #expect(throws: LedgerError.self) {
            try Ledger(opening: path, migrations: Ledger.migrations + [second])
        }
        #expect("\(error!)".contains("records of aliases refer to others that are not there"))
        #expect(try stranger.integer("PRAGMA user_version") == Int64(second.version - 1))
    }

    @Test func anOlderLedgerIsNotMigratedForReading() throws {
        let fresh = try FreshLedger()
        fresh.close()
        let error = #expect(throws: LedgerError.self) {
            try Ledger(opening: fresh.path, .readOnly, migrations: Ledger.migrations + [second])
        }
        #expect("\(error!)".hasPrefix("older("))
    }
}
