import DaybookBooks
import DaybookCore
import DaybookStore

extension Benchmark {
    /// What the screens of a large ledger ask for. The budgets hold at a million invoices of a
    /// hundred thousand customers.
    static let queries = [
        query(
            "query-page",
            "first pages by an index: created, issued, due, number, customer",
            budget: 200,
            asks: 20
        ) { ledger, number in
            let fields = ["-created", "issued", "-due", "number", "customer", "-customer"]
            try page(ledger, sort: fields[number % fields.count])
        },
        query("query-sort", "first pages by a column without an index", budget: 4, asks: 4) {
            let fields = ["-amount", "state", "open", "-net"]
            try page($0, sort: fields[$1 % fields.count])
        },
        query("query-totals", "count and totals per currency of all", budget: 6.7, asks: 2) {
            ledger,
            _ in
            let totals = try ledger.read { try InvoiceRepository($0).totals() }
            precondition(totals.count > 0, "the ledger of the benchmark has invoices")
        },
        query("query-frequency", "all invoices by customer", budget: 3.3, asks: 1) {
            ledger,
            _ in
            _ = try ledger.read { try InvoiceRepository($0).frequency(of: "customer") }
        },
        query("query-pivot", "all invoices by state and month", budget: 3.3, asks: 1) {
            ledger,
            _ in
            _ = try ledger.read {
                try InvoiceRepository($0).pivot(rows: "status", columns: "due/month")
            }
        },
        query("query-filter", "first page of a filter that is typed", budget: 20, asks: 14) {
            try page($0, sort: "-created", filter: typed[$1 % typed.count])
        },
        query("query-filter-totals", "its count and totals", budget: 6.7, asks: 14) {
            ledger,
            number in
            let query = try query(filter: typed[number % typed.count])
            _ = try ledger.read { try InvoiceRepository($0).totals(of: query) }
        },
    ]

    /// As people type: letter by letter, and whole questions.
    private static let typed = [
        "h", "ha", "haf", "hafen wind", "cust:\"acme berg\"", "2026-0000123", "is:overdue",
        "amount:>50000", "due:2026-03 cur:EUR", "project 4711", "ask tal", "late:>30d -cust:wind",
        "number:/5$/ due:2026-01-02", "nobody at all",
    ]

    private static func query(
        _ name: String,
        _ summary: String,
        budget: Double,
        asks: Int,
        _ ask: @escaping @Sendable (Ledger, Int) throws -> Void,
    ) -> Benchmark {
        Benchmark(
            name: name,
            summary: summary,
            unit: "/s",
            budget: budget,
            sizes: [100_000, 1_000_000],
            work: .question,
            prepare: { size in
                let ledger = try BenchLedger.shared(.invoices(size)).ledger
                return {
                    for number in 0..<asks { try ask(ledger, number) }
                    return Double(asks)
                }
            }
        )
    }

    private static func query(sort: String? = nil, filter: String) throws -> ListQuery {
        ListQuery(
            sort: sort.map { [SortTerm($0)] } ?? [],
            condition: try ListFilter(reading: filter, .invoices),
            today: CivilDate(year: 2026, month: 11, day: 30)
        )
    }

    private static func page(_ ledger: Ledger, sort: String, filter: String = "") throws {
        let query = try query(sort: sort, filter: filter)
        let windows = try InvoiceRepository.windows(of: query, in: ledger)
        _ = try windows.window(at: .fromStart(0), count: 50)
    }
}
