import DaybookCore
import DaybookStore
import Synchronization
import TestRigs
import Testing

/// Trust: a long list stays consistent while the real program bills, approves and issues in a
/// process of its own: what is counted and what is summed up are of one state, and who walks from
/// page to page meets nothing twice.
@Suite struct HeldListProgramTests {
    private static let accountCount = 120

    /// Somebody who has a list open and walks in it.
    private struct Walker {
        let query: ListQuery
        let windows: ListWindows<InvoiceSummary>
        var last: RecordID?
        var met: Set<RecordID> = []

        init(_ words: String, _ sort: String, _ ledger: Ledger) throws {
            query = ListQuery(
                sort: [SortTerm(sort)],
                condition: try ListFilter(reading: words, .invoices)
            )
            windows = try InvoiceRepository.windows(of: query, in: ledger)
        }

        /// A page further; from the start again where the list ends.
        @discardableResult
        mutating func walk(_ ledger: Ledger) throws -> Int {
            let request = ListRequest(query, limit: 17, after: last?.description)
            let page = try ledger.read { try InvoiceRepository($0).list(request) }
            for record in page.records {
                try #require(met.insert(record.id).inserted, "\(query): \(record) twice")
            }
            last = page.next == nil ? nil : page.records.last?.id
            if last == nil { met = [] }
            return page.records.count
        }

        /// Looks at the list from both ends, and at what it comes to.
        func look(at place: Int) throws {
            let totals = try #require(try windows.survey { false })
            // Each account owes the same: a sum of another state would show.
            let sum = totals.amounts.reduce(Int128(0)) { $0 + $1.amount.minorUnits }
            try #require(sum == Int128(totals.count) * 3570, "\(query): \(totals)")
            for place in [ListPlace.fromStart(place), .fromEnd(place)] {
                let window = try windows.window(at: place, count: 40)
                try #require(Set(window.records.map(\.id)).count == window.records.count)
                try #require(window.records.count <= window.total ?? .max)
            }
        }
    }

    @Test func aListIsOfOneStateWhileAnotherProcessBills() async throws {
        let folder = try ProgramFolder()
        let path = folder.path("books.db")
        try FeeBooks.make(at: path, accounts: Self.accountCount)
        let ledger = try Ledger(opening: path, .readOnly)
        // What neither billing nor approving nor issuing moves: an account, a sum, when it began.
        var walkers = try [
            ("", "created"), ("", "-created"), ("", "account"), ("", "-account"),
            ("amount:>20", "amount"), ("-is:paid", "-amount"),
        ].map { try Walker($0.0, $0.1, ledger) }
        let isOver = Atomic(false)
        let steps: [[String]] = [
            ["--as", "anna", "bill", "run", "--as-of", "2026-11-20", "--quiet"],
            ["--as", "bert", "invoices", "approve", "--filter", "status:draft", "--quiet"],
            ["--as", "bert", "invoices", "issue", "--filter", "status:approved", "--each"],
        ]
        async let results = OwnThread.run {
            defer { isOver.store(true, ordering: .relaxed) }
            return steps.map { words in
                Result { try folder.run(["--ledger", path] + words + ProgramFolder.clock) }
            }
        }
        var rounds = 0
        // How often is up to the machine; once at least, so that something was looked at.
        repeat {
            for index in walkers.indices {
                try walkers[index].look(at: rounds * 13 % Self.accountCount)
                try walkers[index].walk(ledger)
            }
            rounds += 1
            await Task.yield()
        } while !isOver.load(ordering: .relaxed)
        for result in await results {
            let result = try result.get()
            #expect(result.exitCode == 0, "\(result.transcript)")
        }
        // In the end everybody who walks from the start meets all of it.
        for index in walkers.indices {
            (walkers[index].last, walkers[index].met) = (nil, [])
            var count = 0
            repeat { count += try walkers[index].walk(ledger) } while walkers[index].last != nil
            #expect(count == Self.accountCount)
        }
    }
}
