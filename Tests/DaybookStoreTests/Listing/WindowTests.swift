import DaybookCore
import DaybookStore
import TestRigs
import Testing

@Suite struct WindowTests {
    private static let names = [
        "Größenwahn AG", "grossenwahn ag", "株式会社みどり雲", "Łódź & Co", "O'Brien; DROP TABLE",
        "\u{1B}[2J", "a%b_c",
    ]

    /// 30 customers of few names with 210 invoices in every state.
    private func filled() throws -> FreshLedger {
        let fresh = try FreshLedger()
        try fresh.open.change(.test) { connection in
            for number in 0..<30 { try Self.insert(number, invoices: 7, connection) }
        }
        return fresh
    }

    private static func insert(_ number: Int, invoices: Int, _ connection: Connection) throws {
        let customer = Customer.sample(number, name: names[number % names.count])
        let account = Account.sample(number, of: customer)
        try CustomerRepository(connection).insert(customer)
        try CustomerRepository(connection).insert(account)
        for index in (number * invoices)..<((number + 1) * invoices) {
            let state = InvoiceState.allCases[index % InvoiceState.allCases.count]
            let amount = Int128(index % 9) * 1000 + 1900
            try InvoiceRepository(connection).insert(
                .sample(index, of: account, state: state, minorUnits: amount)
            )
        }
    }

    @Test func everyWindowIsTheSliceOfTheWholeListAtItsPlace() throws {
        let fresh = try filled()
        forEachSeed(40) { generator in
            let query = Self.query(&generator)
            let whole = try fresh.open.read {
                try InvoiceRepository($0).list(ListRequest(query)).records
            }
            // On one core, and on two, which look at some records before the others.
            let fewest: Int64 = Bool.random(using: &generator) ? 1 : .max
            try SearchLimits.$fewestForTwoCores.withValue(fewest) {
                try SearchLimits.$sampled.withValue(.random(in: 1...60, using: &generator)) {
                    let windows = try InvoiceRepository.windows(of: query, in: fresh.open)
                    try Self.requireSlices(of: whole, windows, "\(query)", &generator)
                }
            }
        }
    }

    private static func requireSlices(
        of whole: [InvoiceSummary],
        _ windows: ListWindows<InvoiceSummary>,
        _ query: String,
        _ generator: inout SeededGenerator,
    ) throws {
        for step in 0..<25 {
            if step == Int.random(in: 0..<25, using: &generator) {
                _ = try windows.survey { false }
            }
            let index = Int.random(in: 0..<230, using: &generator)
            let count = Int.random(in: 1...60, using: &generator)
            if Bool.random(using: &generator) {
                let window = try windows.window(at: .fromStart(index), count: count)
                let slice = Array(whole.dropFirst(index).prefix(count))
                try #require(window.records == slice, "\(query) \(index) \(count)")
                try #require(window.start == .fromStart(index))
                try #require(window.total ?? whole.count == whole.count)
            } else {
                try requireFromEnd(windows, whole, index, count)
            }
        }
    }

    private static func requireFromEnd(
        _ windows: ListWindows<InvoiceSummary>,
        _ whole: [InvoiceSummary],
        _ index: Int,
        _ count: Int,
    ) throws {
        let window = try windows.window(at: .fromEnd(index), count: count)
        try #require(window.total ?? whole.count == whole.count)
        guard !whole.isEmpty else {
            try #require(window.records.isEmpty)
            return
        }
        guard case .fromEnd(let start) = window.start else {
            throw TestFailure("a window from the end is counted from there")
        }
        // The place asked for may lie before the first record; never beyond the last.
        try #require(start <= index)
        let first = whole.count - 1 - start
        let slice = Array(whole.dropFirst(first).prefix(window.records.count))
        try #require(window.records == slice)
        if index < whole.count { try #require(window.records.count == min(count, index + 1)) }
    }

    private static func query(_ generator: inout SeededGenerator) -> ListQuery {
        let fields = InvoiceRepository.sortFields
        let sort = (0..<Int.random(in: 0...2, using: &generator)).map { _ in
            SortTerm(
                field: fields.randomElement(using: &generator) ?? "number",
                isDescending: Bool.random(using: &generator),
            )
        }
        let words = ["", "", "gross", "INV issued", "雲", "paid", "nothing at all", "'"]
        let customers = [nil, nil, "customer-3", "nobody"]
        return ListQuery(
            sort: sort,
            filter: WordFilter(words.randomElement(using: &generator) ?? ""),
            customer: customers.randomElement(using: &generator) ?? nil,
        )
    }

    @Test func theSurveyCountsWhatIsListedAndSumsWhatIsShown() throws {
        let fresh = try filled()
        forEachSeed(20) { generator in
            let query = Self.query(&generator)
            let whole = try fresh.open.read {
                try InvoiceRepository($0).list(ListRequest(query)).records
            }
            let totals = try InvoiceRepository.windows(of: query, in: fresh.open)
                .survey { false }
            try #require(totals?.count == whole.count)
            let sum = whole.reduce(Int128(0)) { $0 + $1.totals.total.minorUnits }
            try #require(totals?.amounts.first?.amount.minorUnits ?? 0 == sum)
        }
    }

    @Test func theTotalsOfCustomersAreThoseOfTheRowsThatAreListed() throws {
        let fresh = try filled()
        for words in ["", "gross", "雲", "nobody"] {
            let query = ListQuery(filter: WordFilter(words))
            let (rows, totals) = try fresh.open.read { connection in
                let customers = CustomerRepository(connection)
                return (
                    try customers.list(ListRequest(query)).records,
                    try customers.totals(of: query)
                )
            }
            #expect(totals.count == rows.count)
            let sum = rows.flatMap(\.open).reduce(Int128(0)) { $0 + $1.minorUnits }
            #expect(totals.amounts.first?.amount.minorUnits ?? 0 == sum, "\(words)")
        }
    }

    @Test func aSurveyThatIsStoppedLeavesTheListUsable() throws {
        let fresh = try filled()
        let windows = try InvoiceRepository.windows(of: ListQuery(), in: fresh.open)
        #expect(try windows.survey { true } == nil)
        #expect(try windows.window(at: .fromStart(0), count: 3).records.count == 3)
        #expect(try windows.survey { false }?.count == 210)
    }

    @Test func afterAWriteWindowsShowTheNewStateAndNothingTwice() throws {
        let fresh = try filled()
        let query = ListQuery(sort: [SortTerm("number")])
        let windows = try InvoiceRepository.windows(of: query, in: fresh.open)
        _ = try windows.survey { false }
        _ = try windows.window(at: .fromStart(100), count: 20)
        try fresh.open.change(.test) { try Self.insert(30, invoices: 7, $0) }
        let whole = try fresh.open.read {
            try InvoiceRepository($0).list(ListRequest(query)).records
        }
        #expect(whole.count == 217)
        for start in stride(from: 0, to: 217, by: 31) {
            let window = try windows.window(at: .fromStart(start), count: 31)
            #expect(window.records == Array(whole.dropFirst(start).prefix(31)))
        }
        #expect(try windows.window(at: .fromEnd(6), count: 7).records == whole.suffix(7))
    }

    @Test func theStoreFindsTheWordsThatTheFilterFinds() throws {
        let fresh = try filled()
        let whole = try fresh.open.read {
            try CustomerRepository($0).list(ListRequest()).records
        }
        for row in try TestFolder().rows("searches.tsv") {
            let filter = WordFilter(row.unescaped(0))
            let found = try fresh.open.read {
                try CustomerRepository($0).list(ListRequest(ListQuery(filter: filter))).records
            }
            // The address of a sample customer is no field that is searched.
            let expected = whole.filter { filter.matches([$0.key, $0.name, "\($0.key) AG", "DE"]) }
            #expect(found.map(\.key) == expected.map(\.key), "\(row)")
            #expect(found.count == Int(row[1]), "\(row)")
        }
    }
}
