import DaybookCore
import DaybookStore

extension Command {
    static let workflowsRetry = Command(
        ["workflows", "retry"],
        summary: "Go on with a failed execution, from the step that failed",
        arguments: [ArgumentSpec("EXECUTION", "The execution's id")],
        examples: [Example("daybook workflows retry ID", "After the reason is out of the way")],
        exits: [
            ExitNote(.failed, "a step failed"),
            ExitNote(.notFound, "there is no such execution"),
            ExitNote(.conflict, "it has not failed"),
        ],
        run: { session in
            try session.requireWriting()
            try session.requirePermission("workflow.retry")
            let word = session.invocation.argument("EXECUTION")
            let run = WorkflowRun(try session.ledger(), try session.workflowClerk())
            let outcome = try RecordID(word).map { try run.retry($0) }
            guard let outcome, !outcome.performed.isEmpty else {
                throw Failure.notFound("execution", word, list: "workflows executions")
            }
            try session.report(outcome)
        }
    )
}
