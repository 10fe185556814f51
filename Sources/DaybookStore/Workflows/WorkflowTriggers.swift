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
        let actions = Set(
            active.compactMap(\.definition.trigger)
                .flatMap { WorkflowSubject.sources[$0] ?? [$0] }
        ).sorted()
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
        let wanted = active.filter { workflow in
            guard workflow.since < entry.number, let trigger = workflow.definition.trigger else {
                return false
            }
            return WorkflowSubject.sources[trigger]?.contains(entry.action)
                ?? (trigger == entry.action)
        }
        if wanted.isEmpty { return }
        let journal = JournalRepository(connection)
        let told = try journal.find(entry.number)
        let depth = try ExecutionRepository(connection).depth(ofEntry: entry.number)
        let isTakenBack = try journal.cancellation(of: entry.number) != nil
        for workflow in wanted {
            let touched = told?.records(of: workflow.definition.triggerWord) ?? []
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
        case .payment: return try payments(of: record)
        case .invoice, .credit: return []
        }
        let parts = ["invoices", "payments", "credits", "contracts"].map { table in
            """
            SELECT \(column) FROM \(table) AS own JOIN accounts ON accounts.row = own.account
                JOIN customers ON customers.row = accounts.customer
            WHERE own.id = ?1
            """
        }
        let own = try connection.all(
            parts.joined(separator: "\nUNION "),
            [.id(record)]
        ) { try $0.id(0) }
        return try own + payments(of: record).flatMap { try owners(of: $0, subject) }
    }

    /// The payment that a refund is of.
    private func payments(of refund: RecordID) throws -> [RecordID] {
        try connection.all(
            """
            SELECT payments.id FROM refunds JOIN payments ON payments.row = payment
            WHERE refunds.id = ?
            """,
            [.id(refund)]
        ) { try $0.id(0) }
    }
}

extension JournalEntry {
    /// The records that what began a workflow tells of; none where it has not come about.
    fileprivate func records(of trigger: String) -> [RecordID] {
        if trigger == act.action { return touchedRecords }
        guard case .rows(let rows) = changes else { return [] }
        if trigger == WorkflowSubject.paid {
            return rows.filter(\.isPaidUp).compactMap(\.record).compactMap { RecordID($0) }
        }
        // A payment that is received may be allocated at once.
        let isAllocated = rows.contains { $0.table == "allocations" && $0.after != nil }
        return isAllocated ? touchedRecords : []
    }

    /// The records that it tells of, each once, in the order in which it tells of them.
    fileprivate var touchedRecords: [RecordID] {
        guard case .rows(let rows) = changes else { return [] }
        var seen: Set<String> = []
        return rows.compactMap(\.record).filter { seen.insert($0).inserted }
            .compactMap { RecordID($0) }
    }
}

extension JournalEntry.Row {
    /// Whether it is an invoice of which payments have paid the rest.
    fileprivate var isPaidUp: Bool {
        guard table == "invoices", let after else { return false }
        return after.contains { $0.name == "state" && $0.value == .text("paid") }
            && after.contains { $0.name == "paid" }
    }
}
