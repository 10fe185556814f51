import DaybookCore
import DaybookStore

extension Command {
    static let workflowsCreate = Command(
        ["workflows", "create"],
        summary: "Write down what shall follow from an act, as a draft that does nothing yet",
        discussion: """
            A JSON object with `key`, `name`, `trigger`, `if` and `steps`. The trigger is an act \
            of the journal, such as `invoice.issue`, or `manual`; `of` names what it is about \
            where the act does not tell that; `if` is a filter as the list of such records takes \
            it. `payment.allocate` is also what is allocated as soon as it is received, and \
            `invoice.paid` whatever pays the rest of an invoice.

            Each step has its kind in `step`: `approve`, `issue`, `void`, `give-up`, `reinstate`, \
            `write-off`, `grant` (with `amount`, `currency`, `priority`, `expiresAfter`, \
            `purpose`), `note` (`text`), `wait` (`for`, as P3D), `stop` (`if`).
            """,
        options: RecordInput.options + [.flag("dry-run", "Check the workflow and make none")],
        exclusive: RecordInput.exclusive,
        examples: [
            Example("daybook workflows create --file welcome.json", "Then activate it")
        ],
        exits: [
            ExitNote(.notAllowed, "whoever acts may not write workflows"),
            ExitNote(.conflict, "there is a workflow of this key"),
        ],
        run: { session in
            let definition = try session.workflowDefinition()
            let (id, now) = (try session.newID(), try session.now())
            let changed = try session.changing("workflow.create") { connection in
                let workflow = Workflow(id: id, definition, createdAt: now)
                try WorkflowRepository(connection).insert(workflow)
                return try WrittenRecord(workflow, connection)
            }
            let words = "wrote the workflow \(changed.answer.key): it is a draft"
            try session.report(words, changed.answer, entry: changed.entry)
        }
    )
}
