import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let workflowsList = Command(
        ["workflows", "list"],
        summary: "List what follows from acts by itself",
        options: [
            .value(
                "state",
                "STATE",
                .choice(Workflow.State.allCases.map(\.rawValue)),
                "Only those in this state"
            )
        ] + WorkflowStanding.list.options,
        examples: [
            Example("daybook workflows list", "Show all of them"),
            Example("daybook workflows list --state active", "Show what acts"),
        ],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { session in
            let state = session.invocation.text("state")
            let workflows = try session.read { connection in
                try WorkflowRepository(connection).all()
                    .filter { state == nil || $0.state.rawValue == state }
                    .map { try WorkflowStanding($0, connection) }
            }
            try WorkflowStanding.list.write(workflows, session)
        }
    )
}

/// A workflow and what has come of it.
struct WorkflowStanding: Sendable {
    let workflow: Workflow
    let version: Int?
    let counts: [WorkflowExecution.State: Int]

    init(_ workflow: Workflow, _ connection: Connection) throws {
        self.workflow = workflow
        version = try RecordVersions(connection).version(of: workflow.id, .workflow)
        counts = try ExecutionRepository(connection).counts(of: workflow.id)
    }

    static let list = ShortList("workflow", maker: "workflows create", fields)

    static let fields: [RecordField<WorkflowStanding>] = [
        .text("key", .init("Workflow", cutTo: 12)) { $0.workflow.key },
        .text("name", .init("Name", cutTo: 12, mayBeLeftOut: true)) { $0.workflow.definition.name },
        RecordField(
            "state",
            .init("State"),
            cell: { .init($0.workflow.state.rawValue, tone($0.workflow.state)) },
            json: { .string($0.workflow.state.rawValue) }
        ),
        .text("trigger", .init("Begins on")) { $0.workflow.definition.triggerWord },
        .text("of", .init("Of"), isDefault: false) { $0.workflow.definition.subject.rawValue },
        .text("if", .init("If", cutTo: 16, mayBeLeftOut: true)) {
            $0.workflow.definition.condition
        },
        .count("steps", "Steps") { $0.workflow.definition.steps.count },
        .text("actsAs", .init("Acts as", mayBeLeftOut: true)) { $0.workflow.activatedBy },
        .count("open", "Open") { $0.count(.waiting) + $0.count(.running) },
        .count("done", "Done") { $0.count(.done) },
        .count("failed", "Failed") { $0.count(.failed) },
        .count("skipped", "Skipped", isDefault: false) { $0.count(.skipped) },
        .text("id", .init("Id"), isDefault: false) { $0.workflow.id.description },
    ]

    private func count(_ state: WorkflowExecution.State) -> Int { counts[state] ?? 0 }

    private static func tone(_ state: Workflow.State) -> TextTable.Tone {
        switch state {
        case .draft: .warning
        case .active: .good
        case .paused: .quiet
        }
    }
}

extension WorkflowStep {
    /// The step as a line.
    var words: String {
        switch self {
        case .invoice(let step): "\(step.rawValue) the invoice"
        case .grant(let gift): Self.words(gift)
        case .note(let text): "note on the customer: \(text)"
        case .wait(let duration): "wait \(duration.iso8601)"
        case .stop(let filter): "stop if \(filter)"
        }
    }

    private static func words(_ gift: Gift) -> String {
        let end = gift.expiresAfter.map { ", for \($0.iso8601)" } ?? ""
        let purpose = gift.purpose.isEmpty ? "" : ": \(gift.purpose)"
        return "grant \(gift.amount.groupedText) \(gift.amount.currency)\(end)\(purpose)"
    }
}
