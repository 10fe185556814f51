internal import DaybookCore

/// Looks at what was written to the journal since it looked last, and begins what follows from it.
struct WorkflowTriggers {
    private let connection: Connection
    private let clerk: WorkflowRun.Clerk
    private let records: WorkflowRecords

    /// So many entries are looked at in one transaction.
    private static var batch: Int { 500 }

    init(_ connection: Connection, _ clerk: WorkflowRun.Clerk) {
        self.connection = connection
        self.clerk = clerk
        records = WorkflowRecords(connection, on: clerk.today)
    }

    /// Begins what a batch of entries begins, and notes that they were looked at: both or neither.
    ///
    /// - Returns: what was begun; nil where there are no more entries
    func begin() throws -> WorkflowRun.Outcome? {
        let seen = Int(try connection.integer("SELECT seen FROM workflow_state"))
        let end = try JournalRepository(connection).end().number
        guard seen < end else { return nil }
        let active = try WorkflowRepository(connection).all()
            .filter { $0.state == .active && $0.definition.trigger != nil }
        // What was written before anybody waited for anything has not to be looked at.
        let start = max(seen, active.map(\.since).min() ?? end)
        let last = min(end, start + Self.batch)
        var outcome = WorkflowRun.Outcome()
        for entry in try entries(behind: start, upTo: last, active) {
            try begin(active, entry, &outcome)
        }
        try connection.run("UPDATE workflow_state SET seen = ?", [.integer(last)])
        return outcome
    }

    /// What undoes, or was refused, begins nothing.
    private func entries(
        behind seen: Int,
        upTo last: Int,
        _ active: [Workflow],
    ) throws -> [(number: Int, action: String)] {
        let actions = Set(active.compactMap(\.definition.trigger)).sorted()
        let places = actions.map { _ in "?" }.joined(separator: ", ")
        return try connection.all(
            """
            SELECT number, action FROM journal
            WHERE number > ? AND number <= ? AND action IN (\(places))
                AND cause NOT IN ('undo', 'redo', 'refused')
            ORDER BY number
            """,
            [.integer(seen), .integer(last)] + actions.map { .text($0) }
        ) { (Int($0.integer(0)), $0.text(1)) }
    }

    private func begin(
        _ active: [Workflow],
        _ entry: (number: Int, action: String),
        _ outcome: inout WorkflowRun.Outcome,
    ) throws {
        let wanted = active.filter {
            $0.definition.trigger == entry.action && $0.since < entry.number
        }
        if wanted.isEmpty { return }
        let journal = JournalRepository(connection)
        let touched = try journal.find(entry.number)?.touchedRecords ?? []
        let depth = try ExecutionRepository(connection).depth(ofEntry: entry.number)
        let isTakenBack = try journal.cancellation(of: entry.number) != nil
        for workflow in wanted {
            for record in try about(touched, workflow.definition.subject) {
                var execution = WorkflowExecution(
                    id: try clerk.id(),
                    workflow: workflow.id,
                    workflow.definition,
                    entry: entry.number,
                    record: record,
                    actor: workflow.activatedBy ?? "",
                    depth: depth,
                    begunAt: clerk.now
                )
                try judge(&execution, isTakenBack: isTakenBack)
                try ExecutionRepository(connection).insert(execution)
                outcome.note(execution)
            }
        }
    }

    private func judge(_ execution: inout WorkflowExecution, isTakenBack: Bool) throws {
        if isTakenBack {
            execution.end(.skipped, because: "the act was taken back", at: clerk.now)
        } else if let obstacle = try records.obstacle(execution.definition, execution.record) {
            execution.end(.skipped, because: obstacle, at: clerk.now)
        } else if execution.depth > WorkflowExecution.mostDepth {
            let most = WorkflowExecution.mostDepth
            let reason = "a chain of more than \(most) workflows, each begun by the one before"
            execution.end(.failed, because: reason, at: clerk.now)
        }
    }

    /// The records of a kind that an entry tells of, or that what it tells of belongs to.
    private func about(
        _ touched: [RecordID],
        _ subject: WorkflowSubject,
    ) throws -> [RecordID] {
        let own = try touched.filter { try records.exists($0, subject) }
        if !own.isEmpty { return own }
        var found: [RecordID] = []
        for owner in try touched.flatMap({ try owners(of: $0, subject) })
        where !found.contains(owner) {
            found.append(owner)
        }
        return found
    }

    private func owners(of record: RecordID, _ subject: WorkflowSubject) throws -> [RecordID] {
        let column: String
        switch subject {
        case .account: column = "accounts.id"
        case .customer: column = "customers.id"
        case .invoice, .credit, .payment: return []
        }
        let parts = ["invoices", "payments", "credits", "contracts"].map { table in
            """
            SELECT \(column) FROM \(table) AS own JOIN accounts ON accounts.row = own.account
                JOIN customers ON customers.row = accounts.customer
            WHERE own.id = ?1
            """
        }
        return try connection.all(
            parts.joined(separator: "\nUNION "),
            [.id(record)]
        ) { try $0.id(0) }
    }
}

extension JournalEntry {
    /// The records that it tells of, each once, in the order in which it tells of them.
    fileprivate var touchedRecords: [RecordID] {
        guard case .rows(let rows) = changes else { return [] }
        var seen: Set<String> = []
        return rows.compactMap(\.record).filter { seen.insert($0).inserted }
            .compactMap { RecordID($0) }
    }
}
