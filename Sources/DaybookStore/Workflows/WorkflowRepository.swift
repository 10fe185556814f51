package import DaybookCore
internal import DaybookShapes

// What lives in this folder: workflows in the ledger, what begins them, and what they do. A step is
// done by the desks that people use, in the name of whoever has activated the workflow.

/// The workflows of a ledger. There are few: all of them are read at once.
package struct WorkflowRepository {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// By key.
    package func all() throws -> [Workflow] {
        try connection.all("\(Self.selection) ORDER BY key", [], workflow)
    }

    package func find(_ idOrKey: String) throws -> Workflow? {
        try connection.first(
            "\(Self.selection) WHERE key = ?1 OR id = ?2",
            [.text(idOrKey), .text(idOrKey.uppercased())],
            workflow
        )
    }

    // MARK: - Writing

    package func insert(_ workflow: Workflow) throws {
        if try find(workflow.key) != nil { throw WorkflowError.exists(workflow.key) }
        try connection.run(
            """
            INSERT INTO workflows (id, key, name, definition, fires_on, state, activated_by, since,
                created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [.id(workflow.id)] + Self.values(workflow) + [.instant(workflow.createdAt)]
        )
    }

    /// Writes what it says anew, if it still is at the version that it was read at. What has begun
    /// goes on as it was.
    package func update(_ workflow: Workflow, from version: Int) throws {
        if workflow.state == .active { throw WorkflowError.active(workflow.key) }
        let other = try find(workflow.key)
        if let other, other.id != workflow.id { throw WorkflowError.exists(workflow.key) }
        try write(workflow, from: version)
    }

    /// From here on it acts, in somebody's name, on what is written to the journal next.
    package func activate(_ workflow: Workflow, by actor: String, from version: Int) throws {
        if workflow.state == .active { throw WorkflowError.active(workflow.key) }
        var active = workflow
        active.state = .active
        active.activatedBy = actor
        active.since = try JournalRepository(connection).end().number
        try write(active, from: version)
    }

    /// It begins nothing new; what it has begun goes on.
    package func pause(_ workflow: Workflow, from version: Int) throws {
        guard workflow.state == .active else { throw WorkflowError.notActive(workflow.key) }
        var paused = workflow
        paused.state = .paused
        try write(paused, from: version)
    }

    package func delete(_ workflow: Workflow) throws {
        let open = try connection.integer(
            "SELECT count(*) FROM executions WHERE workflow = ? AND ended_at IS NULL",
            [.id(workflow.id)]
        )
        if open > 0 { throw WorkflowError.open(workflow.key, executions: Int(open)) }
        try connection.run("DELETE FROM workflows WHERE id = ?", [.id(workflow.id)])
    }

    private func write(_ workflow: Workflow, from version: Int) throws {
        try RecordVersions(connection).require(version, of: workflow.id, .workflow)
        try connection.run(
            """
            UPDATE workflows SET key = ?2, name = ?3, definition = ?4, fires_on = ?5, state = ?6,
                activated_by = ?7, since = ?8
            WHERE id = ?1
            """,
            [.id(workflow.id)] + Self.values(workflow)
        )
    }

    private static func values(_ workflow: Workflow) -> [SQLValue] {
        let definition = workflow.definition
        return [
            .text(definition.key), .text(definition.name),
            .text(WorkflowFile(definition).text), .text(definition.triggerWord),
            .text(workflow.state.rawValue), .text(workflow.activatedBy),
            .integer(workflow.since),
        ]
    }

    private static let selection = """
        SELECT id, definition, state, activated_by, since, created_at FROM workflows
        """

    private func workflow(_ row: Row) throws -> Workflow {
        Workflow(
            id: try row.id(0),
            try Self.definition(row.text(1), connection),
            state: try row.choice(2),
            activatedBy: row.optionalText(3),
            since: Int(row.integer(4)),
            createdAt: try row.instant(5)
        )
    }

    /// A definition as the ledger keeps it.
    static func definition(_ text: String, _ connection: Connection) throws -> WorkflowDefinition {
        do {
            let currencies = CurrencyRepository(connection)
            return try WorkflowFile(
                Array(text.utf8),
                currency: { Currency(iso: $0) ?? ((try? currencies.find($0)) ?? nil) }
            ).definition
        } catch {
            throw UnreadableValue(expected: "a workflow (\(error))", found: text)
        }
    }
}

extension RecordKind {
    package static var workflow: RecordKind { .init(table: "workflows", noun: "workflow") }
}
