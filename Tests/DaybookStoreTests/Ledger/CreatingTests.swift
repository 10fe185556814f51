import DaybookCore
import DaybookStore
import TestRigs
import Testing

/// However a ledger is made, it is the same ledger.
@Suite struct CreatingTests {
    private static func insert(_ numbers: ClosedRange<Int>, _ connection: Connection) throws {
        let customers = CustomerRepository(connection)
        for number in numbers { try customers.insert(.sample(number)) }
    }

    /// The ledger that is made in one go: what the others must come to.
    private static func ordinary(_ folder: ScratchFolder) throws -> [String] {
        let path = folder.path + "/ordinary.db"
        try Ledger.create(at: path, for: .sample, by: .test) { try insert(1...3, $0) }
        return try content(of: Ledger(opening: path))
    }

    private static func expectOrdinary(_ ledger: Ledger, _ folder: ScratchFolder) throws {
        let (found, expected) = try (content(of: ledger), ordinary(folder))
        #expect(Set(found).symmetricDifference(expected) == [])
        #expect(found.count == expected.count)
    }

    /// The schema, and what follows from rows.
    private static func content(of ledger: Ledger) throws -> [String] {
        try ledger.read { connection in
            let version = try connection.integer("PRAGMA user_version")
            let schema = try connection.all(
                """
                SELECT type, name, ifnull(sql, '') FROM sqlite_schema
                WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' ORDER BY type, name
                """
            ) { "\($0.text(0)) \($0.text(1)): \($0.text(2))" }
            let indexed = try connection.all("SELECT id FROM customer_words_docsize") {
                "text \($0.integer(0))"
            }
            let found = try CustomerRepository(connection)
                .list(ListRequest(ListQuery(filter: WordFilter("2")))).records.map(\.name)
            return ["\(version)"] + schema + indexed + found
        }
    }

    @Test func aLargeLedgerIsLikeAnyOther() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/large.db"
        var steps: [Int] = []
        try Ledger.createLarge(
            at: path,
            for: .sample,
            by: .test,
            filling: { try Self.insert(1...3, $0) },
            indexing: { done, total in steps.append(total - done) },
            using: { _ in }
        )
        try Self.expectOrdinary(Ledger(opening: path), folder)
        #expect(steps == steps.sorted(by: >), "what is left to do gets less")
        try FreshLedger.check(path)
    }

    @Test func anUnfinishedLedgerShowsListsAndIsLikeAnyOtherInTheEnd() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/unfinished.db"
        let unfinished = try Ledger.createUnfinished(at: path, for: .sample, by: .test) {
            try Self.insert(1...2, $0)
        }
        let early = try unfinished.ledger.read { try CustomerRepository($0).list(ListRequest()) }
        #expect(early.records.count == 2)
        try unfinished.finish(by: .test) { try Self.insert(3...3, $0) }
        try Self.expectOrdinary(unfinished.ledger, folder)
        try unfinished.ledger.change(.test) { try CustomerRepository($0).insert(.sample(4)) }
        try FreshLedger.check(path)
    }
}
