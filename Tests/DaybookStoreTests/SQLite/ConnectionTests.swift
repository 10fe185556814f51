import DaybookStore
import TestRigs
import Testing

@Suite struct ConnectionTests {
    private let folder: ScratchFolder
    private let connection: Connection

    init() throws {
        folder = try ScratchFolder()
        connection = try Connection(path: folder.path + "/a b%ü?.db", mode: .create)
        try connection.script(
            "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT UNIQUE, c BLOB) STRICT"
        )
    }

    @Test func valuesComeBackAsTheyWereBound() throws {
        let texts = ["", "a", "Größe 漢 😀", "nul\u{0}inside", "'; DROP TABLE t; --", "\u{202e}"]
        for (index, text) in texts.enumerated() {
            let blob = Array(text.utf8) + [0, 255]
            try connection.run(
                "INSERT INTO t VALUES (?, ?, ?)",
                [.integer(index), .text(text), .blob(blob)]
            )
            let row = try connection.first("SELECT b, c FROM t WHERE a = ?", [.integer(index)]) {
                ($0.text(0), $0.blob(1))
            }
            #expect(row?.0 == text)
            #expect(row?.1 == blob)
        }
        try connection.run("INSERT INTO t VALUES (?, ?, ?)", [.integer(Int64.min), .null, .null])
        let row = try connection.first("SELECT a, b, c FROM t WHERE b IS NULL") {
            ($0.integer(0), $0.optionalText(1), $0.isNull(2))
        }
        #expect(row?.0 == .min && row?.1 == nil && row?.2 == true)
    }

    @Test func aFailureNamesStatementValuesAndCode() throws {
        try connection.run("INSERT INTO t VALUES (1, 'x', NULL)")
        let error = #expect(throws: SQLiteError.self) {
            try connection.run("INSERT INTO t VALUES (?, ?, NULL)", [2, "x"])
        }
        #expect(
            "\(error!)" == """
                UNIQUE constraint failed: t.b (SQLite code 2067) in: \
                INSERT INTO t VALUES (?, ?, NULL) with [2, 'x']
                """
        )
        let syntax = #expect(throws: SQLiteError.self) { try connection.run("SELEC 1") }
        #expect(syntax?.message == "near \"SELEC\": syntax error")
    }

    @Test func aTransactionTakesPlaceAsAWholeOrNotAtAll() throws {
        #expect(throws: SQLiteError.self) {
            try connection.transaction {
                try connection.run("INSERT INTO t VALUES (1, 'x', NULL)")
                try connection.run("INSERT INTO t VALUES (1, 'y', NULL)")
            }
        }
        #expect(try connection.integer("SELECT count(*) FROM t") == 0)
        #expect(throws: TestFailure.self) {
            try connection.transaction {
                try connection.run("INSERT INTO t VALUES (1, 'x', NULL)")
                throw TestFailure("the caller changes its mind")
            }
        }
        #expect(try connection.integer("SELECT count(*) FROM t") == 0)
        try connection.transaction { try connection.run("INSERT INTO t VALUES (1, 'x', NULL)") }
        #expect(try connection.integer("SELECT count(*) FROM t") == 1)
    }

    @Test func aQueryThatIsLeftHalfwayHoldsNothing() throws {
        for number in 1...10 {
            try connection.run("INSERT INTO t VALUES (?, NULL, NULL)", [.integer(number)])
        }
        #expect(throws: TestFailure.self) {
            try connection.forEach("SELECT a FROM t") { _ in throw TestFailure("enough") }
        }
        #expect(try connection.first("SELECT a FROM t ORDER BY a") { $0.integer(0) } == 1)
        #expect(connection.openStatementCount == 0)
    }

    @Test func whatALedgerNeverNeedsIsSwitchedOff() throws {
        #expect(throws: SQLiteError.self) { try connection.run("SELECT \"no such column\"") }
        #expect(throws: SQLiteError.self) {
            try connection.script("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema")
        }
        #expect(throws: SQLiteError.self) {
            try connection.run("SELECT load_extension('nothing')")
        }
    }

    @Test func aRowThatIsReadAfterItsStepTraps() async {
        await #expect(processExitsWith: .failure) {
            let folder = try ScratchFolder()
            let connection = try Connection(path: folder.path + "/a.db", mode: .create)
            let row = try connection.first("SELECT 1") { $0 }
            _ = row?.integer(0)
        }
    }

    @Test func theStatementCacheIsBounded() throws {
        for number in 0..<600 {
            #expect(try connection.integer("SELECT \(number)") == Int64(number))
        }
    }
}
