import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let workflowsExecutions = Command(
        ["workflows", "executions"],
        summary: "List what workflows have done, are doing and wait for",
        list: .executions,
        options: ListWriter<WorkflowExecution>.options(
            sortFields: ExecutionList.sortFields,
            standardSort: "-begun"
        ),
        examples: [
            Example("daybook workflows executions --filter is:failed", "What needs somebody"),
            Example("daybook workflows executions --filter 'workflow:welcome'", "Of one of them"),
        ],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { session in
            try session.read { connection in
                let executions = ExecutionList(connection)
                try ListWriter(fields: ExecutionFields.all, list: .executions).write(
                    session,
                    on: try session.today(connection),
                    page: { try executions.page($0) },
                    totals: { try executions.totals(of: $0) }
                )
            }
        }
    )
}

/// The fields of an execution in lists.
enum ExecutionFields {
    static let all: [RecordField<WorkflowExecution>] = [
        .text("workflow", .init("Workflow", cutTo: 12)) { $0.definition.key },
        RecordField(
            "state",
            .init("State"),
            cell: { .init($0.state.rawValue, tone($0.state)) },
            json: { .string($0.state.rawValue) }
        ),
        .text("subject", .init("Of")) { $0.definition.subject.rawValue },
        .text("record", .init("Record", mayBeLeftOut: true)) { $0.record.description },
        .count("entry", "Entry") { $0.entry },
        .count("step", "Step", isDefault: false) { $0.step },
        .text("begun", .init("Begun")) { $0.begunAt.iso8601 },
        .text("due", .init("Waits until", mayBeLeftOut: true)) { $0.dueAt?.iso8601 },
        .text("ended", .init("Ended"), isDefault: false) { $0.endedAt?.iso8601 },
        .text("reason", .init("Because", cutTo: 20, mayBeLeftOut: true)) { $0.reason },
        .text("actor", .init("Acts as"), isDefault: false) { $0.actor },
        .text("id", .init("Id")) { $0.id.description },
    ]

    static func tone(_ state: WorkflowExecution.State) -> TextTable.Tone {
        switch state {
        case .waiting, .running: .warning
        case .done: .good
        case .failed: .bad
        case .skipped: .quiet
        }
    }
}
