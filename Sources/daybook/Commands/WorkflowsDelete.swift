import DaybookCore
import DaybookStore

extension Command {
    static let workflowsDelete = Command(
        ["workflows", "delete"],
        summary: "Remove a workflow that has nothing more to do",
        arguments: [ArgumentSpec("WORKFLOW", "The workflow's key or id")],
        options: [Session.versionOption, .flag("dry-run", "Change nothing")],
        examples: [Example("daybook workflows delete welcome", "Nobody needs it")],
        exits: [
            ExitNote(.notFound, "there is no such workflow"),
            ExitNote(.conflict, "some of its executions have not ended"),
        ],
        run: { session in
            let changed = try session.changing("workflow.delete") { connection in
                let workflow = try session.workflow(connection)
                try session.requireVersion(of: workflow.id, .workflow, connection)
                try WorkflowRepository(connection).delete(workflow)
                return try WrittenRecord(workflow, isGone: true, connection)
            }
            let key = changed.answer.key
            try session.report("removed the workflow \(key)", changed.answer, entry: changed.entry)
        }
    )
}
