import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

extension Command {
    static let workflowsRun = Command(
        ["workflows", "run"],
        summary: "Do what workflows have to do now",
        discussion: """
            Without a workflow, it looks at what was written to the journal since it looked last, \
            begins what follows from that, and goes on with what has waited long enough. With one, \
            that one is begun by hand. Each step is done once, whoever else looks at the same \
            time, and in the name of whoever has activated the workflow.
            """,
        arguments: [ArgumentSpec("WORKFLOW", "The workflow's key or id", count: .optional)],
        options: [
            .value("record", "RECORD", .text, "Begin it about this record", isRepeatable: true),
            .value(
                "filter",
                "EXPR",
                .text,
                "Begin it about all records that a filter lets through"
            ),
        ],
        exclusive: [["record", "filter"]],
        examples: [
            Example("daybook workflows run --quiet", "As a timer calls it"),
            Example("daybook workflows run welcome --record INV-2026-0007", "By hand"),
        ],
        exits: [
            ExitNote(.failed, "a step failed; the others were done"),
            ExitNote(.notFound, "there is no such workflow or record"),
            ExitNote(.conflict, "the workflow is not active"),
            ExitNote(.stopped),
        ],
        run: { session in
            try session.requireWriting()
            try session.requirePermission("workflow.run")
            Interrupts.hold()
            let run = WorkflowRun(try session.ledger(), try session.workflowClerk())
            guard let word = session.invocation.optionalArgument("WORKFLOW") else {
                if session.invocation.isGiven("record") || session.invocation.isGiven("filter") {
                    throw Failure(.wrongUsage, "name the workflow that is begun by hand")
                }
                return try session.report(try run.run())
            }
            let workflow = try session.read { try WorkflowRepository($0).find(word) }
            guard let workflow else {
                throw Failure.notFound("workflow", word, list: "workflows list")
            }
            let records = try session.records(of: workflow.definition.subject)
            try session.report(try run.run(workflow, about: records))
        }
    )
}

extension Session {
    func workflowClerk() throws -> WorkflowRun.Clerk {
        try WorkflowRun.Clerk(
            name: try actor(),
            now: try now(),
            zone: try organisationZone(),
            id: newID,
            words: { FailureReport.sentence(FailureReport.failure(of: $0)) },
            goesOn: { !Interrupts.isPending }
        )
    }

    /// The records that the command line names.
    fileprivate func records(of subject: WorkflowSubject) throws -> [RecordID] {
        let ledger = try ledger()
        guard let text = invocation.text("filter") else {
            let words = invocation.list("record")
            if words.isEmpty {
                throw Failure(.wrongUsage, "name a record with --record, or use --filter")
            }
            return try words.map { try ledger.record($0, of: subject) }
        }
        let today = try read { try self.today($0) }
        return try ledger.records(of: subject, filter(text, of: subject.list), on: today)
    }

    /// Says how the executions went that were begun or went on.
    func report(_ outcome: WorkflowRun.Outcome) throws {
        let executions = try read { connection in
            try outcome.performed.compactMap { try ExecutionRepository(connection).find($0) }
        }
        let count = { (state: WorkflowExecution.State) in executions.count { $0.state == state } }
        let parts = WorkflowExecution.State.allCases.filter { count($0) > 0 }
            .map { "\(Texts.count(count($0))) \($0.rawValue)" }
        let begun =
            "begun: \(Texts.count(outcome.begun)); skipped: \(Texts.count(outcome.skipped))"
        try report(
            parts.isEmpty ? begun : "\(begun); went on: \(parts.joined(separator: ", "))",
            [
                .init("begun", .integer(outcome.begun)),
                .init("skipped", .integer(outcome.skipped)),
                .init(
                    "items",
                    .array(executions.map { .record($0, ExecutionFields.all) })
                ),
            ],
            entry: nil
        )
        if Interrupts.isPending { throw Failure(.stopped, "stopped; the next run goes on") }
        guard let failed = executions.first(where: { $0.state == .failed }) else { return }
        throw Failure(
            .failed,
            "\(Texts.count(count(.failed), "execution")) failed: \(failed.reason ?? "")",
            advice: "`daybook workflows show \(failed.id)` tells more"
        )
    }
}
