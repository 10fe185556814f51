import DaybookCore
import DaybookShapes
import DaybookStore
import DaybookWire

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
