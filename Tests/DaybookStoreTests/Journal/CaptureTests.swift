import DaybookCore
import DaybookStore
import DaybookWire
import TestRigs
import Testing

@Suite struct CaptureTests {
    private static let start = """
        INSERT INTO things (row, id, name) VALUES (1, $1, 'one'), (2, $2, 'two');
        INSERT INTO parts VALUES (1, 1, 'p');INSERT INTO pairs VALUES ('x', 1, NULL)
        """

    @Test func anEntryTellsExactlyWhatIsOtherThanBefore() throws {
        for row in try TestFolder().rows("captures.tsv") {
            let journalled = try JournalledLedger()
            try journalled.run(Self.start)
            let entry = try journalled.run(row[0])
            #expect(try journalled.changes(of: entry) == row[1], "\(row)")
        }
    }

    @Test func aChangeThatFailsLeavesNothing() throws {
        let journalled = try JournalledLedger()
        try journalled.run(Self.start)
        let (before, last) = (try journalled.content(), try end(journalled))
        #expect(throws: TestFailure.self) {
            try journalled.ledger.change(.test) { connection in
                try connection.run("UPDATE things SET size = 1")
                throw TestFailure("the caller changes its mind")
            }
        }
        #expect(throws: LedgerError.self) {
            try journalled.run("UPDATE things SET size = 1;UPDATE things SET name = ''")
        }
        #expect(try journalled.content() == before)
        #expect(try end(journalled) == last)
    }

    @Test func aStatementThatFailsInsideAChangeIsNotTold() throws {
        let journalled = try JournalledLedger()
        try journalled.run(Self.start)
        let entry = try journalled.ledger.change(.test) { connection in
            try connection.run("UPDATE parts SET label = 'q'")
            // The first row is changed, the second breaks the rule, both are taken back.
            #expect(throws: SQLiteError.self) {
                try connection.run("UPDATE things SET name = iif(row = 1, 'new', '')")
            }
        }.entry
        #expect(
            try journalled.changes(of: entry) == """
                [{"after":{"label":"q"},"before":{"label":"p"},"record":"$1","row":1,\
                "table":"parts"}]
                """
        )
        let filled = try journalled.ledger.fill(.test) { connection in
            try connection.run("UPDATE parts SET label = 'r'")
            #expect(throws: SQLiteError.self) {
                try connection.run("UPDATE things SET name = iif(row = 1, 'new', '')")
            }
        }.entry
        #expect(try journalled.changes(of: filled) == #"{"parts":{"updated":1}}"#)
    }

    @Test func whatIsWrittenOutsideAChangeEndsTheProgram() async {
        await #expect(processExitsWith: .failure) {
            let journalled = try JournalledLedger()
            try journalled.ledger.write { try $0.run("UPDATE rates SET percent = 7") }
        }
    }

    @Test func whatIsNotJournalledIsWrittenFreely() throws {
        let journalled = try JournalledLedger()
        let act = Act.test
        _ = try journalled.ledger.write { try JournalRepository($0).append(act, .rows([])) }
        #expect(try end(journalled).number == 2)
    }

    @Test func aNewerSchemaIsNoticed() throws {
        let journalled = try JournalledLedger()
        try journalled.run(Self.start)
        let other = try Connection(path: journalled.fresh.path, mode: .readWrite)
        try other.script(
            """
            ALTER TABLE parts ADD COLUMN color TEXT;
            CREATE TABLE tools (row INTEGER PRIMARY KEY, name TEXT) STRICT
            """
        )
        let entry = try journalled.run(
            "UPDATE parts SET color = 'red';INSERT INTO tools VALUES (1, 'saw')"
        )
        #expect(
            try journalled.changes(of: entry) == """
                [{"after":{"color":"red"},"before":{"color":null},"record":"$1","row":1,\
                "table":"parts"},{"after":{"name":"saw","row":1},"row":1,"table":"tools"}]
                """
        )
    }

    private func end(_ journalled: JournalledLedger) throws -> JournalRepository.End {
        try journalled.ledger.read { try JournalRepository($0).end() }
    }
}
