import DaybookCore
import DaybookStore
import TestRigs
import Testing

@Suite struct FilterSQLTests {
    @Test func theStoreLetsThroughWhatTheFilterLetsThrough() {
        forEachSeed(5) { generator in
            let sample = try SampleLedger(&generator)
            let words = SampleLedger.words.flatMap { word in
                [5, 2, 1].map { String(word.prefix($0)) } + [2, 1].map { String(word.suffix($0)) }
            }
            for _ in 0..<40 {
                let invoices = RandomFilter(.invoices, words: words)
                    .filter(&generator, names: false)
                try Self.require(sample, invoices, sample.invoices) { connection, query in
                    try InvoiceRepository(connection).list(ListRequest(query)).records.map(\.id)
                } count: { connection, query in
                    try InvoiceRepository(connection).totals(of: query).count
                }
                let customers = RandomFilter(.customers, words: words)
                    .filter(&generator, names: false)
                try Self.require(sample, customers, sample.customers) { connection, query in
                    try CustomerRepository(connection).list(ListRequest(query)).records.map(\.id)
                } count: { connection, query in
                    try CustomerRepository(connection).totals(of: query).count
                }
                let accounts = RandomFilter(.accounts, words: words)
                    .filter(&generator, names: false)
                try Self.require(sample, accounts, sample.accounts) { connection, query in
                    try AccountList(connection).page(ListRequest(query)).records.map(\.id)
                } count: { connection, query in
                    try AccountList(connection).totals(of: query).count
                }
            }
        }
    }

    private static func require(
        _ sample: SampleLedger,
        _ filter: ListFilter,
        _ records: [(id: RecordID, record: FilterRecord)],
        _ list: (Connection, ListQuery) throws -> [RecordID],
        count: (Connection, ListQuery) throws -> Int,
    ) throws {
        let query = ListQuery(condition: filter, today: SampleLedger.today)
        let found = try sample.fresh.open.read { try list($0, query) }
        let foundOneByOne = try SearchLimits.$mostCandidates.withValue(0) {
            try sample.fresh.open.read { try list($0, query) }
        }
        try #require(found == foundOneByOne, "\(filter)")
        let expected = records.filter { $0.record.holds(for: filter) }.map(\.id)
        for most in [0, 10_000] {
            let counted = try SearchLimits.$mostCandidates.withValue(most) {
                try sample.fresh.open.read { try count($0, query) }
            }
            try #require(counted == expected.count, "\(filter)")
        }
        try #require(
            Set(found) == Set(expected) && found.count == expected.count,
            "\(filter)\nstore \(found.sorted())\npure \(expected.sorted())"
        )
    }

    @Test func theIndexOfTextsFollowsEveryChange() throws {
        var generator = SeededGenerator(seed: 7)
        let sample = try SampleLedger(&generator)
        let ledger = sample.fresh.open
        let find = { (word: String) in
            try ledger.read { connection in
                try CustomerRepository(connection).list(
                    ListRequest(ListQuery(condition: .word(word)))
                ).records.count
            }
        }
        #expect(try find("Zebra") == 0)
        #expect(try find("ze") == 0)
        try ledger.change(.test) { try $0.run("UPDATE customers SET name = 'Zebra' WHERE row = 2") }
        #expect(try find("zébra") == 1)
        #expect(try find("ze") == 1)
        // Twice in one transaction, and a statement that fails in the middle.
        try ledger.change(.test) { connection in
            try connection.run("UPDATE customers SET name = 'Tiger' WHERE row = 2")
            #expect(throws: SQLiteError.self) {
                try connection.run("UPDATE customers SET name = 'Lion', key = '' WHERE row = 2")
            }
            try connection.run("UPDATE customers SET note = 'Zebra once' WHERE row = 2")
        }
        #expect(try find("tiger") == 1)
        #expect(try find("lion") == 0)
        #expect(try find("zebra once") == 1)
        #expect(try find("ze") == 1)
        #expect(throws: TestFailure.self) {
            try ledger.change(.test) { connection in
                try connection.run("UPDATE customers SET name = 'Panther' WHERE row = 2")
                throw TestFailure("changed my mind")
            }
        }
        #expect(try find("panther") == 0)
        try ledger.change(.test) { connection in
            try CustomerRepository(connection).insert(.sample(77, name: "Gone again"))
            try connection.run("DELETE FROM customers WHERE key = 'customer-77'")
        }
        #expect(try find("gone again") == 0)
    }

    @Test func groupsAndTotalsAreThoseOfTheRecords() {
        forEachSeed(6) { generator in
            let sample = try SampleLedger(&generator)
            let filter = RandomFilter(.invoices).filter(&generator, depth: 1, names: false)
            let query = ListQuery(condition: filter, today: SampleLedger.today)
            // On one core, and on two.
            for fewest in [Int64.max, 1] {
                try SearchLimits.$fewestForTwoCores.withValue(fewest) {
                    try sample.fresh.open.read { try Self.requireGroups($0, query) }
                }
            }
        }
    }

    private static func requireGroups(_ connection: Connection, _ query: ListQuery) throws {
        let repository = InvoiceRepository(connection)
        let list = try repository.list(ListRequest(query)).records
        for field in ["status", "currency", "account", "due/month", "issued", "customer"] {
            try Self.requireFrequency(repository, field, query, list)
        }
        let pivot = try repository.pivot(rows: "status", columns: "due/year", query)
        let count = pivot.cells.joined().reduce(0) { $0 + $1.count }
        try #require(count == list.count && pivot.counted == list.count)
        let totals = try repository.totals(of: query)
        try #require(totals.count == list.count)
        for total in totals.amounts {
            let code = total.amount.currency.code
            let sum = list.filter { $0.totals.total.currency.code == code }
                .reduce(Int128(0)) { $0 + $1.totals.total.minorUnits }
            try #require(total.amount.minorUnits == sum)
        }
    }

    private static func requireFrequency(
        _ repository: InvoiceRepository,
        _ field: String,
        _ query: ListQuery,
        _ list: [InvoiceSummary],
    ) throws {
        let label = { (invoice: InvoiceSummary) -> String in
            switch field {
            case "status": invoice.state.rawValue
            case "currency": invoice.totals.total.currency.code
            case "account": invoice.accountName
            case "due/month": String((invoice.dueOn?.filterText ?? "").prefix(7))
            case "issued": invoice.issuedOn?.filterText ?? ""
            default: invoice.customerName
            }
        }
        let table = try repository.frequency(of: field, query)
        var expected: [String: Int] = [:]
        for invoice in list { expected[label(invoice), default: 0] += 1 }
        var found: [String: Int] = [:]
        for row in table.rows { found[row.label, default: 0] += row.share.count }
        try #require(found == expected, "\(field) of \(query.condition)")
        let counts = table.rows.map(\.share.count)
        try #require(counts == counts.sorted(by: >))
    }

    /// The lists as screens open them, by the orders that have an index, and by what few have.
    @Test func noScreenReadsAWholeTableForItsFirstPage() throws {
        var generator = SeededGenerator(seed: 1)
        let sample = try SampleLedger(&generator)
        let today = SampleLedger.today
        var plans = ""
        try sample.fresh.open.read { connection in
            for row in try TestFolder().rows("list-plans.tsv") {
                let isOfInvoices = row[0] == "invoices"
                let fields = isOfInvoices ? FilterFields.invoices : .customers
                let query = ListQuery(
                    sort: row[1].isEmpty ? [] : [SortTerm(row[1])],
                    condition: try ListFilter(reading: row[2], fields),
                    customer: row[3].isEmpty ? nil : row[3],
                    today: today
                )
                let steps =
                    try isOfInvoices
                    ? InvoiceRepository(connection).plan(of: query)
                    : CustomerRepository(connection).plan(of: query)
                plans += "\(row.cells.joined(separator: " | "))\n"
                plans += steps.map { "    \($0)\n" }.joined()
                // A scan is the walk along an index in its order, which ends with the page.
                let whole = steps.filter { step in
                    step.hasPrefix("SCAN") && !step.contains("INDEX")
                        && !step.contains("json_each") && step != "SCAN (subquery-1)"
                }
                #expect(whole == [], "\(row)")
                if row[2].isEmpty && row[3].isEmpty {
                    #expect(!steps.contains("USE TEMP B-TREE FOR ORDER BY"), "\(row)")
                }
            }
        }
        expectGolden(plans, named: "list-plans.txt")
    }

    @Test func descriptionsAreThoseOfTheValues() throws {
        var generator = SeededGenerator(seed: 3)
        let sample = try SampleLedger(&generator)
        try sample.fresh.open.read { connection in
            let repository = InvoiceRepository(connection)
            let list = try repository.list(ListRequest()).records
            let due = try repository.description(of: "due")
            let days = list.compactMap(\.dueOn).sorted()
            #expect(due.count == days.count && due.absent == list.count - days.count)
            #expect(due.distinct == Set(days).count)
            #expect(due.extent == .days(days[0]...days.last!, median: days[(days.count - 1) / 2]))
            let amounts = try repository.description(of: "amount")
            #expect(amounts.count == list.count)
            guard case .amounts(let extents) = amounts.extent else {
                Issue.record("amounts have amounts: \(amounts)")
                return
            }
            for extent in extents {
                let units = list.map(\.totals.total)
                    .filter { $0.currency == extent.least.currency }.map(\.minorUnits).sorted()
                #expect(extent.count == units.count)
                #expect(extent.least.minorUnits == units.first)
                #expect(extent.most.minorUnits == units.last)
            }
            #expect(throws: ListRequestError.self) { try repository.description(of: "nothing") }
            #expect(throws: ListRequestError.self) {
                try repository.frequency(of: "status/month")
            }
        }
    }

    @Test func anOrderWithoutAnIndexIsKeptOnceItIsMade() throws {
        var generator = SeededGenerator(seed: 5)
        let sample = try SampleLedger(&generator)
        for sort in ["-amount", "open", "state,-due", "currency,customer"] {
            let terms = sort.split(separator: ",").map { SortTerm(String($0)) }
            let query = ListQuery(sort: terms, today: SampleLedger.today)
            let windows = try InvoiceRepository.windows(of: query, in: sample.fresh.open)
            let before = try windows.window(at: .fromStart(3), count: 7).records
            _ = try windows.survey { false }
            #expect(try windows.window(at: .fromStart(3), count: 7).records == before)
            let total = try windows.totals { false }?.count
            #expect(total == sample.invoices.count)
        }
    }
}

extension FilterRecord {
    fileprivate func holds(for filter: ListFilter) -> Bool {
        filter.holds(for: self, on: SampleLedger.today)
    }
}
