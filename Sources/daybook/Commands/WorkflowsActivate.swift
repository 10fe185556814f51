import DaybookCore
import DaybookStore

extension Command {
    static let workflowsActivate = Command(
        ["workflows", "activate"],
        summary: "Let a workflow act from now on, in the name of whoever activates it",
        discussion: """
            At each step it is asked whether that person may do it. It acts on what is written to \
            the journal from here on, whenever `workflows run` looks.
            """,
        arguments: [ArgumentSpec("WORKFLOW", "The workflow's key or id")],
        options: [Session.versionOption, .flag("dry-run", "Change nothing")],
        examples: [Example("daybook workflows activate welcome", "From now on")],
        exits: [
            ExitNote(.notFound, "there is no such workflow"),
            ExitNote(.conflict, "it is active"),
        ],
        run: { session in
            let actor = try session.actor()
            try session.changeWorkflow("workflow.activate", "acts from now on") {
                try $2.activate($0, by: actor, from: $1)
            }
        }
    )
}
