import DaybookCore
import DaybookStore

extension Command {
    static let workflowsPause = Command(
        ["workflows", "pause"],
        summary: "Let a workflow begin nothing new; what it has begun goes on",
        arguments: [ArgumentSpec("WORKFLOW", "The workflow's key or id")],
        options: [Session.versionOption, .flag("dry-run", "Change nothing")],
        examples: [Example("daybook workflows pause welcome", "While it is thought over")],
        exits: [
            ExitNote(.notFound, "there is no such workflow"),
            ExitNote(.conflict, "it is not active"),
        ],
        run: { session in
            try session.changeWorkflow("workflow.pause", "begins nothing new") {
                try $2.pause($0, from: $1)
            }
        }
    )
}
