import DaybookCore
import DaybookShapes
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let workflowsShow = Command(
        ["workflows", "show"],
        summary: "Show a workflow, or one of its executions with what became of its steps",
        arguments: [ArgumentSpec("WORKFLOW", "A workflow's key or id, or an execution's id")],
        examples: [
            Example("daybook workflows show welcome", "What it does"),
            Example("daybook workflows show ID", "How an execution went"),
        ],
        exits: [ExitNote(.notFound, "there is neither")],
        run: { session in
            let word = session.invocation.argument("WORKFLOW")
            try session.read { connection in
                if let workflow = try WorkflowRepository(connection).find(word) {
                    return try WorkflowStanding(workflow, connection).write(session)
                }
                let executions = ExecutionRepository(connection)
                guard let execution = try RecordID(word).flatMap({ try executions.find($0) })
                else { throw Failure.notFound("workflow", word, list: "workflows list") }
                let outcomes = try executions.outcomes(of: execution.id)
                try ExecutionPage(execution: execution, outcomes: outcomes).write(session)
            }
        }
    )
}

extension WorkflowStanding {
    fileprivate func write(_ session: Session) throws {
        let definition = workflow.definition
        if session.invocation.flag("json") || session.invocation.flag("jsonl") {
            let text = WorkflowFile(definition).text
            var members = Self.fields.map { JSONValue.Member($0.name, $0.json(self)) }
            members.append(.init("definition", try JSONDocument(text).root.value))
            if let version { members.append(.init("version", .integer(version))) }
            return try session.writeJSON(.object(members))
        }
        var facts: [(name: String, value: TextTable.Cell)] = [
            ("Workflow", .init("\(workflow.key): \(definition.name)", .heading)),
            ("State", .init(workflow.state.rawValue)),
            ("Begins on", .init("\(definition.triggerWord), of each \(definition.subject)")),
        ]
        if let condition = definition.condition { facts.append(("If", .init(condition))) }
        if let actor = workflow.activatedBy { facts.append(("Acts as", .init(actor))) }
        for (index, step) in definition.steps.enumerated() {
            facts.append(("\(index + 1)", .init(step.words)))
        }
        for state in WorkflowExecution.State.allCases {
            if let count = counts[state] {
                facts.append((state.rawValue, .init(Texts.count(count, "execution"))))
            }
        }
        facts.append(("Id", .init(workflow.id.description, .quiet)))
        try session.write(try RecordOutput.facts(facts, session))
    }
}

/// An execution with what became of its steps.
private struct ExecutionPage {
    let execution: WorkflowExecution
    let outcomes: [WorkflowExecution.Outcome]

    func write(_ session: Session) throws {
        if session.invocation.flag("json") || session.invocation.flag("jsonl") {
            var members = ExecutionFields.all.map { JSONValue.Member($0.name, $0.json(execution)) }
            members.append(.init("depth", .integer(execution.depth)))
            members.append(
                .init("log", .array(outcomes.map { .record($0, fields) }))
            )
            return try session.writeJSON(.object(members))
        }
        var facts: [(name: String, value: TextTable.Cell)] = [
            ("Workflow", .init(execution.definition.key, .heading)),
            ("State", .init(execution.state.rawValue, ExecutionFields.tone(execution.state))),
            ("About", .init("\(execution.definition.subject) \(execution.record)")),
            ("Begun by", .init(execution.entry.map { "entry \($0)" } ?? "hand")),
            ("Begun", .init(execution.begunAt.iso8601)),
        ]
        if let due = execution.dueAt { facts.append(("Waits until", .init(due.iso8601))) }
        if let end = execution.endedAt { facts.append(("Ended", .init(end.iso8601))) }
        if let reason = execution.reason { facts.append(("Because", .init(reason))) }
        facts.append(("Acts as", .init(execution.actor)))
        facts.append(("Id", .init(execution.id.description, .quiet)))
        try session.write(try RecordOutput.facts(facts, session))
        if outcomes.isEmpty { return }
        let shown = fields.filter(\.isDefault)
        try session.write("\n" + (try RecordOutput.table(outcomes, shown, session)))
    }

    private var fields: [RecordField<WorkflowExecution.Outcome>] {
        let steps = execution.definition.steps
        return [
            .count("step", "Step") { $0.step },
            .text("does", .init("Does", cutTo: 20)) { outcome in
                steps.indices.contains(outcome.step - 1) ? steps[outcome.step - 1].words : nil
            },
            .text("outcome", .init("Came to")) { $0.kind.rawValue },
            .text("at", .init("At")) { $0.at.iso8601 },
            .count("entry", "Entry") { $0.entry },
            .text("reason", .init("Because", cutTo: 24, mayBeLeftOut: true)) { $0.reason },
        ]
    }
}
