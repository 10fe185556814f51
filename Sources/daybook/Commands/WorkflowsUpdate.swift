import DaybookCore
import DaybookStore

extension Command {
    static let workflowsUpdate = Command(
        ["workflows", "update"],
        summary: "Let a workflow say something else",
        discussion: """
            It must not be active. What it has begun goes on as it was. The definition takes the \
            place of the one before as a whole.
            """,
        arguments: [ArgumentSpec("WORKFLOW", "The workflow's key or id")],
        options: RecordInput.options + [
            Session.versionOption, .flag("dry-run", "Check the change and make none"),
        ],
        exclusive: RecordInput.exclusive,
        examples: [Example("daybook workflows update welcome --file welcome.json", "Anew")],
        exits: [
            ExitNote(.notFound, "there is no such workflow"),
            ExitNote(.conflict, "it is active, or somebody else has changed it"),
        ],
        run: { session in
            let definition = try session.workflowDefinition()
            try session.changeWorkflow("workflow.update", "is changed") { found, version, books in
                var workflow = found
                workflow.definition = definition
                try books.update(workflow, from: version)
            }
        }
    )
}
