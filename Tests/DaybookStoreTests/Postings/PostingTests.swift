import DaybookCore
import DaybookStore
import Glibc
import TestRigs
import Testing

/// Trust: whatever became of the books, what is posted agrees with what the ledger says of itself.
@Suite struct PostingTests {
    private static let end = CivilDate(year: 2046, month: 1, day: 1)!

    /// How many seeds are played; more by `DAYBOOK_SIMULATIONS=300`.
    private static var seedCount: Int {
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

/// The postings of a ledger, added up.
private struct PostedBooks {
    private(set) var balances = PostingBalances()
    private(set) var lines: [String] = []
    private let names: PostingNames

    init(
        _ connection: Connection,
        before end: CivilDate,
        from: CivilDate? = nil,
        of customer: RecordID? = nil,
    ) throws {
        let reader = try PostingReader(connection, zone: .utc, customer: customer)
        let names = PostingNames(reader.known)
        self.names = names
        var totals = PostingTotals()
        var earlier = PostingBalances()
        var last = CivilDate.earliest
        var later: [PostingTransaction] = []
        try reader.forEach(before: end) { act in
            guard let transaction = try act.transaction(names) else { return }
            #expect(last <= transaction.date && transaction.date < end)
            last = transaction.date
            totals.add(transaction)
            if let from, transaction.date < from {
                earlier.add(transaction)
            } else {
                later.append(transaction)
            }
        }
        _ = totals.totals
        if let from { later = try earlier.opening(on: from) + later }
        for transaction in later {
            balances.add(transaction)
            for posting in transaction.postings {
                lines.append(
                    "\(transaction.date.dayNumber) \(transaction.kind) \(transaction.document) "
                        + "\(posting.account.path) \(posting.amount)"
                )
            }
        }
    }

    /// What is in all accounts of a path, in minor units: the simulation has one currency.
    func sum(_ paths: String) -> Int128 {
        let wanted = paths.split(separator: " ")
        return balances.all.reduce(0) { sum, balance in
            wanted.contains { balance.account.path == $0 } ? sum + balance.amount.minorUnits : sum
        }
    }

    func byParty(_ path: String) -> [String: Int128] {
        var sums: [String: Int128] = [:]
        for (account, amount) in balances.all where account.path == path {
            guard case .party(let place) = account.owner else { continue }
            sums["\(names[place].id)"] = amount.minorUnits
        }
        return sums
    }

    /// What a new period begins with; what was earned and spent is one sum.
    var carried: [String] {
        var retained: Int128 = 0
        var lines: [String] = []
        for (account, amount) in balances.all {
            if account.isCarriedForward && account != .retained {
                lines.append("\(account) \(amount)")
            } else {
                retained += amount.minorUnits
            }
        }
        return lines + ["\(retained)"]
    }
}

extension SimulatedBooks {
    fileprivate func day(of step: SimulatedStep) throws -> CivilDate {
        try ZoneRules.utc.date(of: BillableLedger.start).adding(days: step.day)
    }
}
