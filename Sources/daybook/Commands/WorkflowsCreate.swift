import DaybookCore
import DaybookShapes
import DaybookStore
import DaybookWire

extension Command {
    static let workflowsCreate = Command(
        ["workflows", "create"],
        summary: "Write down what shall follow from an act, as a draft that does nothing yet",
        discussion: """
            A JSON object with `key`, `name`, `trigger`, `if` and `steps`. The trigger is an act of \
            the journal, such as `invoice.issue`, or `manual`; `of` names what it is about where \
            that is not told by the act; `if` is a filter as the list of such records takes it.

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

extension Session {
    /// The definition that was given, with all that is wrong in it.
    func workflowDefinition() throws -> WorkflowDefinition {
        guard let (source, bytes) = try RecordInput.json(self) else {
            throw Failure(
                .wrongUsage,
                "a workflow is given as JSON",
                advice: "use --file or --data"
            )
        }
        let currencies = try read { try CurrencyRepository($0).all() }
        do throws(ShapeFaults) {
            return try WorkflowFile(
                bytes,
                currency: { code in
                    Currency(iso: code) ?? currencies.first { $0.code == code }
                }
            ).definition
        } catch {
            let faults = error.faults.map(\.description).joined(separator: "; ")
            throw Failure(.wrongUsage, "\(source): \(faults)")
        }
    }

    func workflow(_ connection: Connection) throws -> Workflow {
        let word = invocation.argument("WORKFLOW")
        guard let workflow = try WorkflowRepository(connection).find(word) else {
            throw Failure.notFound("workflow", word, list: "workflows list")
        }
        return workflow
    }

    /// Changes the workflow that the command line names.
    func changeWorkflow(
        _ action: String,
        _ words: String,
        _ change: (Workflow, _ version: Int, WorkflowRepository) throws -> Void,
    ) throws {
        let changed = try changing(action) { connection in
            let found = try workflow(connection)
            let version = try version(of: found.id, .workflow, connection)
            let workflows = WorkflowRepository(connection)
            try change(found, version, workflows)
            let written = try workflows.find(found.id.description) ?? found
            return try WrittenRecord(written, connection)
        }
        let key = changed.answer.key
        try report("the workflow \(key) \(words)", changed.answer, entry: changed.entry)
    }
}

extension WrittenRecord {
    init(_ workflow: Workflow, isGone: Bool = false, _ connection: Connection) throws {
        try self.init(
            workflow.id,
            key: workflow.key,
            state: isGone ? nil : workflow.state.rawValue,
            .workflow,
            connection
        )
    }
}
