package import DaybookCore

/// The list of jobs. Those that run no more are shown so, though nobody has written it down yet.
package struct JobList {
    private let connection: Connection
    private let listing: Listing
    private let deserted: Set<Int64>

    package init(_ connection: Connection, _ holder: JobHolder) throws {
        let deserted = try JobRepository(connection).deserted(holder)
        self.connection = connection
        self.deserted = Set(deserted)
        listing = Self.listing(deserted)
    }

    package func page(_ request: ListRequest) throws -> ListPage<Job> {
        try listing.page(request, on: connection, idOf: { $0.id.description }) { row in
            var job = try JobRepository.job(row)
            if deserted.contains(row.integer(12)) { job.state = .interrupted }
            return job
        }
    }

    /// How many jobs a query lists.
    package func totals(of query: ListQuery = ListQuery()) throws -> ListTotals {
        try listing.totals(of: query, on: connection)
    }

    package static var sortFields: [String] { listing([]).sortKeys.map(\.field) }

    private static func listing(_ deserted: [Int64]) -> Listing {
        let rows = deserted.map { "\($0)" }.joined(separator: ", ")
        let state = "iif(jobs.row IN (\(rows)), 'interrupted', jobs.state)"
        let states = Dictionary(
            uniqueKeysWithValues: Job.State.allCases.map {
                ($0.rawValue, "\(state) = '\($0.rawValue)'")
            }
        )
        return Listing(
            base: "jobs",
            joins: [],
            id: "jobs.id",
            row: "jobs.row",
            customer: "''",
            columns: JobRepository.columns,
            sortKeys: [
                .init(field: "begun", expression: "jobs.begun_at", isIndexed: true),
                .init(field: "command", expression: "jobs.command"),
                .init(field: "state", expression: state),
                .init(field: "actor", expression: "jobs.actor"),
                .init(field: "failed", expression: "jobs.failed"),
            ],
            defaultSort: [SortTerm("-begun")],
            search: ListSearch(
                texts: ["jobs.command", "jobs.actor", "jobs.problem", "jobs.request"]
            ),
            filters: [
                "command": .texts(["jobs.command"]), "actor": .texts(["jobs.actor"]),
                "status": .choice(states), "is": .choice(states),
                "begun": .dayOfTime("jobs.begun_at"), "ended": .dayOfTime("jobs.ended_at"),
                "done": .count("jobs.done"), "failed": .count("jobs.failed"),
                "problem": .texts(["jobs.problem"]),
            ],
            // Jobs have no amounts.
            amounts: ListAmounts(
                columns: "",
                frame: "SELECT '', 0 WHERE 0 IN ({}) AND 0",
                frameOfAll: "SELECT '', 0 WHERE 0"
            ),
            groups: []
        )
    }
}
