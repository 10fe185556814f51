package import DaybookCore
internal import DaybookShapes

/// Executions of workflows, and what became of their steps. The journal tells of what they do.
package struct ExecutionRepository {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    package func find(_ id: RecordID) throws -> WorkflowExecution? {
        try connection.first("\(Self.selection) WHERE executions.id = ?", [.id(id)], read)
    }

    /// The next one behind a row that can go on by now, with its row.
    func next(behind row: Int64, at now: Instant) throws -> (row: Int64, WorkflowExecution)? {
        try connection.first(
            """
            \(Self.selection) WHERE executions.ended_at IS NULL AND executions.row > ?
                AND (executions.due_at IS NULL OR executions.due_at <= ?)
            ORDER BY executions.row LIMIT 1
            """,
            [.integer(row), .instant(now)]
        ) { ($0.integer(13), try read($0)) }
    }

    /// What became of its steps, in order.
    package func outcomes(of execution: RecordID) throws -> [WorkflowExecution.Outcome] {
        try connection.all(
            """
            SELECT step, at, outcome, reason, entry FROM execution_steps
            WHERE execution = (SELECT row FROM executions WHERE id = ?) ORDER BY position
            """,
            [.id(execution)]
        ) { row in
            WorkflowExecution.Outcome(
                step: Int(row.integer(0)),
                at: try row.instant(1),
                try row.choice(2),
                reason: row.optionalText(3),
                entry: row.optionalInteger(4).map { Int($0) }
            )
        }
    }

    /// How many of a workflow are in each state.
    package func counts(of workflow: RecordID) throws -> [WorkflowExecution.State: Int] {
        let counts = try connection.all(
            "SELECT state, count(*) FROM executions WHERE workflow = ? GROUP BY state",
            [.id(workflow)]
        ) { (state: try $0.choice(0) as WorkflowExecution.State, count: Int($0.integer(1))) }
        return Dictionary(uniqueKeysWithValues: counts.map { ($0.state, $0.count) })
    }

    /// How many executions, one behind the other, have led to an entry of the journal.
    func depth(ofEntry number: Int) throws -> Int {
        let depth = try connection.first(
            """
            SELECT depth FROM execution_steps JOIN executions ON executions.row = execution
            WHERE execution_steps.entry = ?
            """,
            [.integer(number)]
        ) { Int($0.integer(0)) }
        return depth.map { $0 + 1 } ?? 0
    }

    // MARK: - Writing

    /// Begins one; not once more for the same entry and record.
    func insert(_ execution: WorkflowExecution) throws {
        // What has nothing to do needs no steps.
        let text = execution.state == .skipped ? "" : WorkflowFile(execution.definition).text
        try connection.run(
            """
            INSERT INTO executions (id, workflow, definition, entry, record, actor, state, step,
                due_at, depth, reason, begun_at, ended_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (workflow, entry, record) DO NOTHING
            """,
            [
                .id(execution.id), .id(execution.workflow), .text(text),
                execution.entry.map { .integer($0) } ?? .null, .id(execution.record),
                .text(execution.actor), .text(execution.state.rawValue),
                .integer(execution.step), .instant(execution.dueAt), .integer(execution.depth),
                .text(execution.reason), .instant(execution.begunAt),
                .instant(execution.endedAt),
            ]
        )
    }

    func update(_ execution: WorkflowExecution) throws {
        try connection.run(
            """
            UPDATE executions SET state = ?2, step = ?3, due_at = ?4, reason = ?5, ended_at = ?6
            WHERE id = ?1
            """,
            [
                .id(execution.id), .text(execution.state.rawValue), .integer(execution.step),
                .instant(execution.dueAt), .text(execution.reason), .instant(execution.endedAt),
            ]
        )
    }

    func log(_ outcome: WorkflowExecution.Outcome, of execution: RecordID) throws {
        try connection.run(
            """
            INSERT INTO execution_steps (execution, position, step, at, outcome, reason, entry)
            SELECT row, 1 + (SELECT count(*) FROM execution_steps WHERE execution = executions.row),
                ?2, ?3, ?4, ?5, ?6
            FROM executions WHERE id = ?1
            """,
            [
                .id(execution), .integer(outcome.step), .instant(outcome.at),
                .text(outcome.kind.rawValue), .text(outcome.reason),
                outcome.entry.map { .integer($0) } ?? .null,
            ]
        )
    }

    static let columns = """
        executions.id, executions.workflow, executions.definition, executions.entry,
            executions.record, executions.actor, executions.state, executions.step,
            executions.due_at, executions.depth, executions.reason, executions.begun_at,
            executions.ended_at, executions.row
        """

    private static let selection = "SELECT \(columns) FROM executions"

    func read(_ row: Row) throws -> WorkflowExecution {
        let workflow = try row.id(1)
        return WorkflowExecution(
            id: try row.id(0),
            workflow: workflow,
            try definition(row.text(2), of: workflow),
            entry: row.optionalInteger(3).map { Int($0) },
            record: try row.id(4),
            actor: row.text(5),
            state: try row.choice(6),
            step: Int(row.integer(7)),
            dueAt: try row.optionalInstant(8),
            depth: Int(row.integer(9)),
            reason: row.optionalText(10),
            begunAt: try row.instant(11),
            endedAt: try row.optionalInstant(12)
        )
    }

    /// One that was skipped kept none: what the workflow says now stands for it, as far as it is
    /// still there.
    private func definition(_ text: String, of workflow: RecordID) throws -> WorkflowDefinition {
        if !text.isEmpty { return try WorkflowRepository.definition(text, connection) }
        let found = try WorkflowRepository(connection).find(workflow.description)
        return found?.definition
            ?? WorkflowDefinition(
                key: workflow.description,
                name: "gone",
                trigger: nil,
                subject: .invoice,
                condition: nil,
                steps: []
            )
    }
}
