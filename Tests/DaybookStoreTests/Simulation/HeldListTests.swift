import DaybookCore
import DaybookStore
import Glibc
import TestRigs
import Testing

/// Trust: a list that somebody has open stays consistent while others bill, issue, delete and take
/// back: its windows tile, in both directions, what is in it comes once, and its totals are those
/// of one state.
@Suite struct HeldListTests {
    /// How many seeds are played; more by `DAYBOOK_SIMULATIONS=300`.
    private static var seedCount: Int {
        unsafe getenv("DAYBOOK_SIMULATIONS").flatMap { unsafe Int(String(cString: $0)) } ?? 2
    }

    private static let stepCount = 30

    /// A list as a console has it open: some windows were read in states that are gone by now.
    private struct HeldList {
        let query: ListQuery
        let windows: ListWindows<InvoiceSummary>
        /// What a walk by pages has met, and what has been there unchanged since it began.
        var walked: [InvoiceSummary] = []
        var steady: Set<InvoiceSummary>?
        var isAtEnd = false
    }

    @Test func aHeldListTilesWhileOthersCommit() throws {
        let start = try SimulationTests.startingBooks()
        forEachSeed(Self.seedCount) { generator in
            let folder = try ScratchFolder()
            let books = SimulatedBooks(folder.path + "/ledger.db")
            try writeBytes(start, to: books.path)
            let reader = try Ledger(opening: books.path, .readOnly)
            var lists = try (0..<6).map { _ in
                let query = Self.query(&generator)
                return HeldList(
                    query: query,
                    windows: try InvoiceRepository.windows(of: query, in: reader)
                )
            }
            for step in SimulatedStep.plan(Self.stepCount, &generator) {
                try books.play(step)
                for index in lists.indices {
                    let whole = try Self.whole(lists[index].query, reader)
                    try Self.requireTiles(lists[index], whole, &generator)
                    try Self.walk(&lists[index], whole, reader, &generator)
                }
            }
            for list in lists { try Self.requireWalked(list) }
        }
    }

    private static func query(_ generator: inout SeededGenerator) -> ListQuery {
        let fields = InvoiceRepository.sortFields
        let sort = (0..<Int.random(in: 0...2, using: &generator)).map { _ in
            SortTerm(
                field: fields.randomElement(using: &generator)!,
                isDescending: Bool.random(using: &generator)
            )
        }
        let filters = ["", "", "status:draft", "is:open", "amount:>20", "-status:draft"]
        let text = filters.randomElement(using: &generator)!
        return ListQuery(
            sort: sort,
            condition: try! ListFilter(reading: text, .invoices),
            customer: Int.random(in: 0..<5, using: &generator) == 0 ? "customer-3" : nil
        )
    }

    private static func whole(_ query: ListQuery, _ ledger: Ledger) throws -> [InvoiceSummary] {
        try ledger.read { try InvoiceRepository($0).list(ListRequest(query)).records }
    }

    // MARK: - Windows

    /// Some windows from each end are the slices of the whole at their places; the survey, which
    /// may be stopped, counts and sums up the same.
    private static func requireTiles(
        _ list: HeldList,
        _ whole: [InvoiceSummary],
        _ generator: inout SeededGenerator,
    ) throws {
        let size = Int.random(in: 1...20, using: &generator)
        if Bool.random(using: &generator) {
            let totals = try #require(try list.windows.survey { false })
            let sums = Dictionary(grouping: whole, by: \.totals.total.currency)
                .mapValues { $0.reduce(Int128(0)) { $0 + $1.totals.total.minorUnits } }
            try #require(totals.count == whole.count, "\(list.query)")
            for sum in totals.amounts {
                let units = sums[sum.amount.currency] ?? 0
                try #require(sum.amount.minorUnits == units, "\(list.query)")
            }
        }
        var tiles: [InvoiceSummary] = []
        if Bool.random(using: &generator) {
            while tiles.count < whole.count {
                let window = try list.windows.window(at: .fromStart(tiles.count), count: size)
                try #require(!window.records.isEmpty, "\(list.query)")
                try #require(window.total ?? whole.count == whole.count, "\(list.query)")
                tiles += window.records
            }
        } else {
            while tiles.count < whole.count {
                let place = ListPlace.fromEnd(tiles.count + size - 1)
                let window = try list.windows.window(at: place, count: size)
                // Before the first record there is nothing: the last window is a shorter one.
                let more = window.records.prefix(whole.count - tiles.count)
                try #require(!more.isEmpty, "\(list.query)")
                tiles = more + tiles
            }
        }
        try #require(tiles == whole, "\(list.query)")
        guard let index = whole.indices.randomElement(using: &generator) else { return }
        // Wherever one has stood, the record is there, at its place.
        let window = try list.windows.window(
            at: .fromStart(Int.random(in: 0...whole.count, using: &generator)),
            count: size,
            keeping: whole[index].id.description
        )
        guard case .fromStart(let start) = window.start else { return }
        let slice = whole.dropFirst(start).prefix(size)
        try #require(Array(slice) == window.records && slice.contains(whole[index]))
    }

    // MARK: - Walking by pages

    /// A page further, from the record that the page before has ended with. Who stands on a record
    /// that is gone, or is not where it was, begins anew.
    private static func walk(
        _ list: inout HeldList,
        _ whole: [InvoiceSummary],
        _ ledger: Ledger,
        _ generator: inout SeededGenerator,
    ) throws {
        list.steady = list.steady?.intersection(whole)
        if list.isAtEnd || whole.isEmpty { return }
        if list.steady == nil { list.steady = Set(whole) }
        if let last = list.walked.last, !whole.contains(last) {
            list.walked = []
            list.steady = Set(whole)
        }
        let request = ListRequest(
            list.query,
            limit: Int.random(in: 1...6, using: &generator),
            after: list.walked.last?.id.description
        )
        let page = try ledger.read { try InvoiceRepository($0).list(request) }
        // It is what stands behind the record, in the state of now.
        let start = list.walked.last.map { last in 1 + whole.firstIndex(of: last)! } ?? 0
        let slice = Array(whole.dropFirst(start).prefix(page.records.count))
        try #require(page.records == slice, "\(list.query)")
        list.walked += page.records
        list.isAtEnd = page.next == nil
    }

    /// Whoever walks meets no record twice that stood there unchanged all the time, and has met
    /// each of these in the end. One that was deleted and came back may stand elsewhere.
    private static func requireWalked(_ list: HeldList) throws {
        let met = Dictionary(grouping: list.walked, by: { $0 }).mapValues(\.count)
        for record in list.steady ?? [] {
            let count = met[record] ?? 0
            try #require(count == 1 || (count == 0 && !list.isAtEnd), "\(list.query): \(record)")
        }
    }
}
