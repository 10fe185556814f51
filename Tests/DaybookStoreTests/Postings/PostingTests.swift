import DaybookCore
import DaybookStore
import Glibc
import TestRigs
import Testing

/// Trust: whatever became of the books, what is posted agrees with what the ledger says of itself.
@Suite struct PostingTests {
    private static let end = CivilDate(year: 2046, month: 1, day: 1)!

    /// How many seeds are played; more by `DAYBOOK_SIMULATIONS=300`.
    static var seedCount: Int {
        unsafe getenv("DAYBOOK_SIMULATIONS").flatMap { unsafe Int(String(cString: $0)) } ?? 4
    }

    @Test func postingsOfAnyBooksAreWhatTheLedgerSays() throws {
        let start = try SimulationTests.startingBooks()
        forEachSeed(Self.seedCount) { generator in
            let folder = try ScratchFolder()
            let books = SimulatedBooks(folder.path + "/books.db")
            try writeBytes(start, to: books.path)
            for step in SimulatedStep.plan(80, &generator) {
                try books.play(step)
                guard step.index % 20 == 19 else { continue }
                try Ledger(opening: books.path).read { connection in
                    let posted = try PostedBooks(connection, before: Self.end)
                    for row in try TestFolder().rows("postings.tsv") {
                        let said = try connection.integer(row[2])
                        #expect(posted.sum(row[1]) == Int128(said), "\(step): \(row[0])")
                    }
                    try Self.checkAccounts(posted, connection, step)
                    let day = try books.day(of: step)
                    let later = try PostedBooks(connection, before: Self.end, from: day)
                    #expect(later.carried == posted.carried, "\(step)")
                    for back in [0, 3, 20] {
                        try Self.checkAges(connection, day.adding(days: -back), step)
                    }
                    try Self.checkOverdue(connection, step)
                }
            }
        }
    }

    /// What each account owes, has with us and may use.
    private static func checkAccounts(
        _ posted: PostedBooks,
        _ connection: Connection,
        _ step: SimulatedStep,
    ) throws {
        for row in try TestFolder().rows("account-postings.tsv") {
            let said = try connection.all(row[2]) { ($0.text(0), Int128($0.integer(1))) }
                .filter { $0.1 != 0 }
            let found = posted.byParty(row[1])
            #expect(found == Dictionary(uniqueKeysWithValues: said), "\(step): \(row[0])")
        }
        let day = try end.adding(days: -1)
        let credits = posted.byParty("Liabilities:Credits")
        let all = try connection.all(
            """
            SELECT id FROM accounts WHERE row NOT IN (SELECT account FROM credits
                JOIN credit_note_credits ON credit = credits.row WHERE paid IS NOT NULL)
            """
        ) { try $0.id(0) }
        for account in all {
            let left = try CreditRepository(connection).ledger(of: account)?.balance(on: day)
            let units = left?.minorUnits ?? 0
            #expect(0 - (credits["\(account)"] ?? 0) == units, "\(step): credits of \(account)")
        }
    }

    /// What accounts owe by age is, on any day, what the books have as receivable by then.
    private static func checkAges(
        _ connection: Connection,
        _ day: CivilDate,
        _ step: SimulatedStep,
    ) throws {
        let posted = try PostedBooks(connection, before: day.adding(days: 1))
        let rows = try AgeingReader(connection, zone: .utc).rows(on: day, .standard)
        var (open, unallocated): ([String: Int128], [String: Int128]) = ([:], [:])
        for row in rows {
            open["\(row.account)"] = row.ageing.total.minorUnits
            unallocated["\(row.account)"] = 0 - row.ageing.unallocated.minorUnits
        }
        #expect(open.filter { $0.value != 0 } == posted.byParty("Assets:Receivable"), "\(step)")
        let received = posted.byParty("Liabilities:OnAccount")
        #expect(unallocated.filter { $0.value != 0 } == received, "\(step), \(day)")
    }

    /// When nothing happens any more, what is open becomes overdue.
    private static func checkOverdue(_ connection: Connection, _ step: SimulatedStep) throws {
        let rows = try AgeingReader(connection, zone: .utc).rows(on: end, .standard)
        let overdue = rows.reduce(Int128(0)) { $0 + $1.ageing.overdue.minorUnits }
        let said = try connection.integer(
            """
            SELECT ifnull(sum(total - paid - credited), 0) FROM invoices
            WHERE state IN ('issued', 'partially_paid') AND due_on < ?
            """,
            [.date(end)]
        )
        #expect(overdue == Int128(said), "\(step)")
    }

    /// The journal of a customer has what the journal of all has of that customer.
    @Test func postingsOfOneCustomerAreAmongThoseOfAll() throws {
        let folder = try ScratchFolder()
        let books = SimulatedBooks(folder.path + "/books.db")
        try writeBytes(SimulationTests.startingBooks(), to: books.path)
        var generator = SeededGenerator(seed: 5)
        for step in SimulatedStep.plan(80, &generator) { try books.play(step) }
        try Ledger(opening: books.path).read { connection in
            let customers = try connection.all("SELECT id FROM customers") { try $0.id(0) }
            let all = try PostedBooks(connection, before: Self.end)
            var parts: [String] = []
            for customer in customers {
                parts += try PostedBooks(connection, before: Self.end, of: customer).lines
            }
            #expect(parts.sorted() == all.lines.sorted())
            #expect(all.lines.count > 40)
        }
    }
}

extension SimulatedBooks {
    fileprivate func day(of step: SimulatedStep) throws -> CivilDate {
        try ZoneRules.utc.date(of: BillableLedger.start).adding(days: step.day)
    }
}
