import DaybookCore
import DaybookStore
import DaybookWire
import TestRigs
import Testing

@Suite struct JournalTests {
    private let hostile = "ESC \u{1b}]52;c;x\u{7} \r \u{202e} nul\u{0} \",\"at\":\"x\",\"ca \\"

    @Test func theStoryOfALedgerIsTold() throws {
        let fresh = try FreshLedger()
        let customer = Customer.sample(1)
        let account = Account.sample(1, of: customer)
        let anna = Act(
            actor: "anna",
            at: try Instant(iso8601: "2026-11-20T10:00:00.5Z"),
            cause: .console,
            action: "customer.create"
        )
        try fresh.open.change(anna) { connection in
            try CustomerRepository(connection).insert(customer)
            try CustomerRepository(connection).insert(account)
            try InvoiceRepository(connection).insert(.sample(1, of: account, state: .draft))
        }
        var renamed = customer
        renamed.name = hostile
        let bert = Act(actor: hostile, at: .epoch, cause: .import, action: "customer.update")
        try fresh.open.change(bert) {
            try CustomerRepository($0).update(renamed, from: 1)
        }
        _ = try fresh.open.cancel(3, by: "anna", at: .epoch)
        let lines = try fresh.open.read { connection in
            try connection.all("SELECT entry FROM journal ORDER BY number") { $0.text(0) }
        }
        expectGolden(lines.joined(separator: "\n") + "\n", named: "journal.jsonl")
        for line in lines {
            let value = try JSONDocument(line).root.value
            #expect(JSONWriter.text(value, .canonical) == line, "the text is the canonical one")
        }
        let page = try fresh.open.read {
            try JournalRepository($0).list(ListRequest(ListQuery(sort: [SortTerm("number")])))
        }
        let told = page.records.map { "\($0.act.action) \($0.cancels ?? 0)" }
        #expect(
            told == [
                "test.write 0", "customer.create 0", "customer.update 0", "customer.update 3",
            ]
        )
        #expect(page.records.map(\.act)[2] == bert)
        #expect(try fresh.open.verifyJournal().fault == nil)
    }

    /// What lists sort by and search for is what the entries say.
    @Test func theColumnsOfTheJournalAreThoseOfItsEntries() throws {
        let fresh = try FreshLedger()
        let actors = ["anna", "", "b \" , \\", hostile, "é漢😀"]
        for (index, actor) in actors.enumerated() {
            for (cause, cancels) in zip(Act.Cause.allCases, [nil, 1, 12] + [nil, nil, nil]) {
                let at = try Instant(microseconds: Int64(index) * 1_000_000_007)
                let act = Act(actor: actor, at: at, cause: cause, action: "credit-note.issue")
                let number = try fresh.open.read { try JournalRepository($0).end().number } + 1
                let target = cancels.map { $0 + 100 * number }
                _ = try fresh.open.write {
                    try JournalRepository($0).append(act, .rows([]), cancelling: target)
                }
                let found = try fresh.open.read { connection in
                    try connection.first(
                        "SELECT action, actor, at, cause, cancels FROM journal WHERE number = ?",
                        [.integer(Int64(number))]
                    ) { row in
                        (0..<4).map { row.text($0) } + ["\(row.optionalInteger(4) ?? 0)"]
                    }
                }
                let name = JSONText.quoted(actor).dropFirst().dropLast()
                let expected = [
                    "credit-note.issue", String(name), String(at.iso8601.dropLast()),
                    cause.rawValue, "\(target ?? 0)",
                ]
                #expect(found == expected)
            }
        }
    }

    @Test func theJournalIsNeitherChangedNorGrownInItsMiddle() throws {
        let fresh = try FreshLedger()
        try fresh.open.change(.test) { try CustomerRepository($0).insert(.sample(1)) }
        for sql in [
            "UPDATE journal SET entry = entry", "UPDATE journal SET hash = hash",
            "DELETE FROM journal", "DELETE FROM journal WHERE number = 2",
            "INSERT INTO journal (number, entry, hash) VALUES (9, '', zeroblob(32))",
            "INSERT OR REPLACE INTO journal (number, entry, hash) VALUES (2, '', zeroblob(32))",
        ] {
            let error = #expect(throws: LedgerError.self) {
                try fresh.open.write { try $0.run(sql) }
            }
            #expect("\(error!)".contains("the journal "), "\(sql): \(error!)")
        }
        #expect(try fresh.open.verifyJournal().fault == nil)
    }

    @Test func aRecordHasItsHistory() throws {
        let fresh = try FreshLedger()
        for number in 1...3 {
            try fresh.open.change(.test) { connection in
                let customer = Customer.sample(number)
                try CustomerRepository(connection).insert(customer)
                try CustomerRepository(connection).insert(Account.sample(number, of: customer))
            }
        }
        try fresh.open.change(.test) {
            try $0.run("UPDATE customers SET note = 'x' WHERE key <> 'customer-2'")
        }
        func history(_ word: String) throws -> [Int] {
            try fresh.open.read { connection in
                let id = try #require(try RecordNames(connection).id(of: word))
                let request = ListRequest(ListQuery(record: id))
                let journal = JournalRepository(connection)
                #expect(
                    try journal.totals(of: request.query).count
                        == journal.list(request).records.count
                )
                return try journal.list(request).records.map(\.number)
            }
        }
        #expect(try history("customer-1") == [5, 2])
        #expect(try history("customer-2") == [3])
        #expect(try history("account-3") == [4])
        #expect(try history(RecordID(bits: 77).description) == [])
        #expect(try fresh.open.read { try RecordNames($0).id(of: "nobody") } == nil)
    }

    @Test func aHistoryThatLacksSomethingIsFound() throws {
        let fresh = try FreshLedger()
        fresh.isLawful = false
        try fresh.open.change(.test) { try CustomerRepository($0).insert(.sample(1)) }
        #expect(try fresh.open.read { try LedgerHealth($0).problems } == [])
        let stranger = try Connection(path: fresh.path, mode: .readWrite)
        try stranger.run("DELETE FROM journal_records")
        #expect(
            try fresh.open.read { try LedgerHealth($0).problems } == [
                "the history of a record has all that the journal tells of it: not so of entry 2"
            ]
        )
    }

    // MARK: - Every table

    @Test func everyTableIsJournalledOrSaysWhyNot() throws {
        let fresh = try FreshLedger()
        let tables = try fresh.open.read { connection in
            try connection.all(
                """
                SELECT name FROM pragma_table_list
                WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'
                """
            ) { $0.text(0) }
        }
        let excused = Set(UnjournalledTables.reasons.keys)
        #expect(excused.isSubset(of: tables), "an excused table is gone")
        #expect(UnjournalledTables.reasons.values.allSatisfy { !$0.isEmpty })
        for table in Set(tables).subtracting(excused) { try expectFit(table, fresh.open) }
    }

    /// What the capture relies on, of a table that is journalled.
    private func expectFit(_ table: String, _ ledger: Ledger) throws {
        try ledger.read { (connection) throws -> Void in
            let columns = try connection.all(
                "SELECT name, type, \"notnull\", dflt_value, hidden FROM pragma_table_xinfo(?)",
                [.text(table)]
            ) { row in
                (
                    name: row.text(0), type: row.text(1), mayBeNull: row.integer(2) == 0,
                    standing: row.optionalText(3), hidden: row.integer(4)
                )
            }
            let isStrict = try connection.integer(
                "SELECT strict FROM pragma_table_list WHERE name = ?",
                [.text(table)]
            )
            #expect(isStrict == 1, "\(table) is strict")
            for column in columns {
                #expect(
                    ["INTEGER", "TEXT", "BLOB"].contains(column.type),
                    "\(table).\(column.name)"
                )
                #expect(column.hidden == 0, "\(table).\(column.name) is not computed")
                // SQLite hands over NULL for what an old row does not have.
                #expect(!column.mayBeNull || column.standing == nil, "\(table).\(column.name)")
            }
            guard columns.contains(where: { $0.name == "id" }) else { return }
            try expectVersioned(table, columns.map(\.name), connection)
        }
    }

    private func expectVersioned(
        _ table: String,
        _ columns: [String],
        _ connection: Connection,
    ) throws {
        #expect(columns.contains("version"), "\(table) is a record and has versions")
        let trigger =
            try connection.first(
                "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?",
                [.text("\(table)_version")]
            ) { $0.text(0) } ?? ""
        for column in columns where column != "version" && column != "row" {
            #expect(trigger.contains("NEW.\(column)"), "\(table)_version knows \(column)")
            #expect(trigger.contains("OLD.\(column)"), "\(table)_version knows \(column)")
        }
    }

    @Test func aLedgerFromBeforeTheJournalBeginsOne() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/ledger.db"
        try makeOld(path)
        let ledger = try Ledger(opening: path)
        #expect(try ledger.read { try OrganisationRepository($0).get() } == .sample)
        // It begins with what there is: a journal without any entry was emptied.
        let verdict = try ledger.verifyJournal()
        #expect(verdict.end.number == 1 && verdict.fault == nil)
        let first = try ledger.read { try JournalRepository($0).source(of: 1)?.text ?? "" }
        #expect(first.contains(#""changes":{"organisation":{"inserted":1}}"#))
        #expect(try ledger.inspect { try LedgerHealth($0).problems } == [])
        let entry = try ledger.change(.test) { connection in
            try connection.run("UPDATE organisation SET email = 'a@b'")
        }.entry
        #expect(entry == 2)
        let text = try ledger.read { try JournalRepository($0).source(of: 2)?.text ?? "" }
        // The column came with the migration; the row that is changed was written before.
        #expect(text.contains(#""before":{"email":null,"version":1}"#))
        _ = try ledger.cancel(2, by: "tester", at: .epoch)
        #expect(try ledger.read { try OrganisationRepository($0).get() } == .sample)
    }

    private func makeOld(_ path: String) throws {
        let connection = try Connection(path: path, mode: .create)
        try connection.script("PRAGMA application_id = 1146700363")
        for step in Ledger.migrations.prefix(2) { try connection.script(step.sql) }
        try connection.script("PRAGMA user_version = 2")
        try connection.transaction {
            try OrganisationRepository(connection).insert(.sample)
        }
        try connection.run("PRAGMA journal_mode = WAL")
    }
}
