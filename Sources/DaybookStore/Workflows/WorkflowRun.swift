package import DaybookCore

/// One look at what workflows have to do, and doing it.
///
/// A step and the note that it is done are one transaction, which first asks whether the step still
/// is to be done: so it is done once at most, whoever else looks, and whenever the process ends.
package struct WorkflowRun {
    private let ledger: Ledger
    private let clerk: Clerk

    /// Who runs workflows, and what that takes. What they do is done in the name of others.
    package struct Clerk {
        let name: String
        let now: Instant
        let today: CivilDate
        let zone: ZoneRules
        let id: () throws -> RecordID
        /// What an error means, in words for the note of a failed step.
        let words: (any Error) -> String
        let goesOn: () -> Bool

        package init(
            name: String,
            now: Instant,
            zone: ZoneRules,
            id: @escaping () throws -> RecordID,
            words: @escaping (any Error) -> String,
            goesOn: @escaping () -> Bool = { true },
        ) throws {
            self.name = name
            self.now = now
            today = try zone.date(of: now)
            self.zone = zone
            self.id = id
            self.words = words
            self.goesOn = goesOn
        }
    }

    package init(_ ledger: Ledger, _ clerk: Clerk) {
        self.ledger = ledger
        self.clerk = clerk
    }

    /// What was begun, and the executions that went on.
    package struct Outcome: Hashable, Sendable {
        package private(set) var begun = 0
        /// Begun, and nothing was to be done.
        package private(set) var skipped = 0
        package private(set) var performed: [RecordID] = []
        private var known: Set<RecordID> = []

        package init() {}

        /// Takes note of one that was just begun.
        mutating func note(_ execution: WorkflowExecution) {
            if execution.state == .skipped { skipped += 1 } else { begun += 1 }
            if execution.state == .failed { add(execution.id) }
        }

        mutating func add(_ other: Outcome) {
            begun += other.begun
            skipped += other.skipped
            for id in other.performed { add(id) }
        }

        /// An execution that went on.
        mutating func add(_ id: RecordID) {
            if known.insert(id).inserted { performed.append(id) }
        }
    }

    /// Begins what the journal asks for and does all that can be done now, until nothing new comes
    /// of it.
    package func run() throws -> Outcome {
        var outcome = Outcome()
        while clerk.goesOn() {
            while clerk.goesOn(), let begun = try noting({ try $0.begin() }) {
                outcome.add(begun)
            }
            let performed = try performAll()
            for id in performed { outcome.add(id) }
            if performed.isEmpty { break }
        }
        return outcome
    }

    /// Begins an active workflow by hand and does what can be done of it now.
    package func run(_ workflow: Workflow, about records: [RecordID]) throws -> Outcome {
        guard workflow.state == .active else { throw WorkflowError.notActive(workflow.key) }
        var outcome = Outcome()
        for record in records where clerk.goesOn() {
            var execution = WorkflowExecution(
                id: try clerk.id(),
                workflow: workflow.id,
                workflow.definition,
                entry: nil,
                record: record,
                actor: workflow.activatedBy ?? "",
                begunAt: clerk.now
            )
            try ledger.noteProgress(as: clerk.name) { connection in
                let known = WorkflowRecords(connection, on: clerk.today)
                if let obstacle = try known.obstacle(workflow.definition, record) {
                    execution.end(.skipped, because: obstacle, at: clerk.now)
                }
                try ExecutionRepository(connection).insert(execution)
            }
            outcome.note(execution)
            outcome.add(execution.id)
            try perform(execution)
        }
        return outcome
    }

    /// Goes on with a failed execution, from the step that failed.
    package func retry(_ id: RecordID) throws -> Outcome {
        let execution: WorkflowExecution? = try ledger.noteProgress(
            as: clerk.name
        ) { connection in
            let executions = ExecutionRepository(connection)
            guard var execution = try executions.find(id) else { return nil }
            guard execution.state == .failed else {
                throw WorkflowError.notFailed(id, execution.state)
            }
            execution.state = .running
            execution.reason = nil
            execution.endedAt = nil
            try executions.update(execution)
            return execution
        }
        var outcome = Outcome()
        guard let execution else { return outcome }
        outcome.add(id)
        try perform(execution)
        return outcome
    }

    private func noting(
        _ body: (WorkflowTriggers) throws -> Outcome?,
    ) throws -> Outcome? {
        try ledger.noteProgress(as: clerk.name) { try body(WorkflowTriggers($0, clerk)) }
    }

    // MARK: - Steps

    private func performAll() throws -> [RecordID] {
        var performed: [RecordID] = []
        var row: Int64 = 0
        while clerk.goesOn() {
            let next = try ledger.read {
                try ExecutionRepository($0).next(behind: row, at: clerk.now)
            }
            guard let next else { break }
            row = next.row
            performed.append(next.1.id)
            try perform(next.1)
        }
        return performed
    }

    /// Does step after step, until one waits, fails or is the last.
    private func perform(_ execution: WorkflowExecution) throws {
        var execution = execution
        while execution.endedAt == nil, execution.dueAt ?? clerk.now <= clerk.now, clerk.goesOn() {
            execution.dueAt = nil
            execution.state = .running
            do {
                guard let next = try performed(execution) else { return }
                execution = next
            } catch {
                guard isOfStep(error) else { throw error }
                try fail(&execution, clerk.words(error))
            }
        }
    }

    /// The execution behind its next step; nil where somebody else has done that.
    private func performed(_ execution: WorkflowExecution) throws -> WorkflowExecution? {
        guard let step = execution.nextStep else {
            var ended = execution
            ended.end(.done, at: clerk.now)
            return try note(ended, nil, from: execution.step)
        }
        var after = execution
        switch step {
        case .wait(let duration):
            after.goOn(
                at: clerk.now,
                waitingUntil: try clerk.now.adding(duration, in: clerk.zone)
            )
            return try note(after, .waits, from: execution.step)
        case .stop(let filter):
            let holds = try ledger.read { connection in
                try WorkflowRecords(connection, on: clerk.today)
                    .holds(filter, execution.definition.subject, execution.record)
            }
            if holds {
                after.end(.done, because: "stopped, as \(filter)", at: clerk.now)
            } else {
                after.goOn(at: clerk.now)
            }
            return try note(after, holds ? .stopped : .done, from: execution.step)
        case .invoice, .grant, .note:
            return try changed(execution, step)
        }
    }

    /// Does a step that changes records.
    private func changed(
        _ execution: WorkflowExecution,
        _ step: WorkflowStep,
    ) throws -> WorkflowExecution? {
        guard let action = step.action else {
            preconditionFailure("what changes records has a name in the journal")
        }
        let act = Act(actor: execution.actor, at: clerk.now, cause: .workflow, action: action)
        var after = execution
        after.goOn(at: clerk.now)
        let place = execution.step
        do {
            try ledger.change(
                act,
                noting: { connection, entry in
                    let executions = ExecutionRepository(connection)
                    try executions.update(after)
                    try executions.log(
                        .init(step: place, at: clerk.now, .done, entry: entry),
                        of: execution.id
                    )
                },
                { connection in
                    try requireOurs(execution, connection)
                    let clerk = InvoiceDesk.Clerk(
                        name: execution.actor,
                        now: clerk.now,
                        today: clerk.today
                    )
                    try WorkflowDesk(connection, clerk, id: self.clerk.id)
                        .perform(step, execution)
                }
            )
        } catch is Overtaken {
            return nil
        }
        return after
    }

    /// Somebody else does the same work, and was quicker.
    private struct Overtaken: Error {}

    private func requireOurs(_ execution: WorkflowExecution, _ connection: Connection) throws {
        let now = try ExecutionRepository(connection).find(execution.id)
        guard let now, now.endedAt == nil, now.step == execution.step else { throw Overtaken() }
    }

    /// Notes what became of a step that changes no record.
    private func note(
        _ execution: WorkflowExecution,
        _ kind: WorkflowExecution.Outcome.Kind?,
        from step: Int,
        because reason: String? = nil,
    ) throws -> WorkflowExecution? {
        try ledger.noteProgress(as: clerk.name) { connection in
            let executions = ExecutionRepository(connection)
            let now = try executions.find(execution.id)
            guard let now, now.endedAt == nil, now.step == step else { return nil }
            try executions.update(execution)
            if let kind {
                try executions.log(
                    .init(step: step, at: clerk.now, kind, reason: reason),
                    of: execution.id
                )
            }
            return execution
        }
    }

    private func fail(_ execution: inout WorkflowExecution, _ reason: String) throws {
        let step = execution.step
        execution.end(.failed, because: reason, at: clerk.now)
        _ = try note(execution, .failed, from: step, because: reason)
    }

    /// Whether an error says something of the step, and not of the disk or of other programs.
    private func isOfStep(_ error: any Error) -> Bool {
        if error is SQLiteError { return false }
        guard let error = error as? LedgerError else { return true }
        if case .refused = error { return true }
        return false
    }
}
