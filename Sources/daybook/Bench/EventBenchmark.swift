import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

extension Benchmark {
    /// Usage events: into the ledger, and questions about them.
    static let events = [ingest, account, everybody]

    private static let ingest = Benchmark(
        name: "events-ingest",
        summary: "NDJSON CloudEvents read, told apart, stored durably and rolled up for two meters",
        unit: "events/s",
        budget: nil,
        sizes: [1_000_000, 10_000_000],
        peer: .sqliteImport,
        prepare: { count in
            let bench = try BenchLedger(SampleSize(customers: 1000), .readWrite)
            let path = bench.path(of: "events.ndjson")
            try BenchEvents(books: BenchLedger.books(.events(count))).writeLines(to: path)
            return {
                try BenchEvents.ingest(path, into: bench)
                return Double(count)
            }
        }
    )

    private static let account = Benchmark(
        name: "meter-account",
        summary: "A month of one of 1,000 accounts, hour by hour (a query in 10 ms)",
        unit: "queries/s",
        budget: 100,
        sizes: [1_000_000, 10_000_000],
        work: .question,
        peer: .duckDB(
            "SELECT date_trunc('hour', time), sum(value) FROM e WHERE \(november) "
                + "AND subject = '\(tenant)' GROUP BY 1 ORDER BY 1"
        ),
        prepare: { count in
            try asking(count) { query in
                query.subjects = [tenant]
                query.window = .hour
            }
        }
    )

    private static let everybody = Benchmark(
        name: "meter-everybody",
        summary: "A month of 1,000 accounts, each by itself (a query in 50 ms)",
        unit: "queries/s",
        budget: 20,
        sizes: [1_000_000, 10_000_000],
        work: .question,
        peer: .duckDB("SELECT subject, sum(value) FROM e WHERE \(november) GROUP BY 1 ORDER BY 1"),
        prepare: { count in try asking(count) { $0.groupBy = [MeterQuery.subjectName] } }
    )

    private static let tenant = "tenant-100007"

    private static let november =
        "type = 'api.request' AND time >= '2026-11-01 00:00:00' "
        + "AND time < '2026-12-01 00:00:00'"

    /// Asks for November 2026, ten times.
    private static func asking(
        _ count: Int,
        _ change: (inout MeterQuery) -> Void,
    ) throws -> () throws -> Double {
        let ledger = try BenchLedger.shared(.events(count)).ledger
        var query = MeterQuery()
        query.from = try Instant(iso8601: "2026-11-01T00:00:00Z")
        query.to = try Instant(iso8601: "2026-12-01T00:00:00Z")
        change(&query)
        let asked = query
        return {
            for _ in 0..<10 {
                let rows = try ledger.read { connection in
                    var answers = MeterAnswers(connection)
                    return try answers.rows("egress", asked)
                }
                precondition(rows?.isEmpty == false, "the bench's events are in November")
            }
            return 10
        }
    }
}
