package import DaybookCore

/// The list of executions of workflows.
package struct ExecutionList {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    package func page(_ request: ListRequest) throws -> ListPage<WorkflowExecution> {
        let executions = ExecutionRepository(connection)
        return try Self.listing.page(
            request,
            on: connection,
            idOf: { $0.id.description },
            read: executions.read
        )
    }

    /// How many executions a query lists.
    package func totals(of query: ListQuery = ListQuery()) throws -> ListTotals {
        try Self.listing.totals(of: query, on: connection)
    }

    package static var sortFields: [String] { listing.sortKeys.map(\.field) }

    private static let listing = Listing(
        base: "executions",
        joins: [
            // A workflow may be gone while what it did is not.
            .init(
                table: "workflows",
                sql: "LEFT JOIN workflows ON workflows.id = executions.workflow"
            )
        ],
        id: "executions.id",
        row: "executions.row",
        customer: "''",
        columns: ExecutionRepository.columns,
        sortKeys: [
            .init(field: "begun", expression: "executions.begun_at", isIndexed: true),
            .init(field: "workflow", expression: "ifnull(workflows.key, '')"),
            .init(field: "state", expression: "executions.state"),
            .init(field: "due", expression: "ifnull(executions.due_at, 0)"),
            .init(field: "entry", expression: "ifnull(executions.entry, 0)"),
        ],
        defaultSort: [SortTerm("-begun")],
        search: ListSearch(
            texts: ["workflows.key", "workflows.name", "executions.reason", "executions.actor"]
        ),
        filters: [
            "workflow": .texts(["workflows.key", "workflows.name"]),
            "status": .choice(states), "is": .choice(states),
            "begun": .dayOfTime("executions.begun_at"), "due": .dayOfTime("executions.due_at"),
            "ended": .dayOfTime("executions.ended_at"), "entry": .count("executions.entry"),
            "record": .label("executions.record"), "actor": .texts(["executions.actor"]),
            "reason": .texts(["executions.reason"]),
        ],
        // Executions have no amounts.
        amounts: ListAmounts(
            columns: "",
            frame: "SELECT '', 0 WHERE 0 IN ({}) AND 0",
            frameOfAll: "SELECT '', 0 WHERE 0"
        ),
        groups: []
    )

    private static let states = Dictionary(
        uniqueKeysWithValues: WorkflowExecution.State.allCases.map {
            ($0.rawValue, "executions.state = '\($0.rawValue)'")
        }
    )
}

extension Ledger {
    /// The records of a kind that a filter lets through, for a workflow that is begun by hand.
    package func records(
        of subject: WorkflowSubject,
        _ condition: ListFilter,
        on today: CivilDate,
    ) throws -> [RecordID] {
        try read { try WorkflowRecords($0, on: today).all(condition, subject) }
    }

    /// The record of a kind that a word means.
    package func record(_ word: String, of subject: WorkflowSubject) throws -> RecordID {
        let found = try read { try WorkflowRecords($0, on: .earliest).find(word, subject) }
        guard let found else { throw WorkflowError.noRecord(subject, word) }
        return found
    }
}
