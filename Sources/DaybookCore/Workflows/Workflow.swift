/// A workflow: what it says, and whether it does so.
package struct Workflow: Hashable, Sendable {
    package let id: RecordID
    package var definition: WorkflowDefinition
    package var state: State
    /// In whose name it acts: whoever has activated it.
    package var activatedBy: String?
    /// Only entries of the journal behind this one begin it.
    package var since: Int
    package let createdAt: Instant

    package enum State: String, CaseIterable, Sendable {
        case draft, active, paused
    }

    package init(
        id: RecordID,
        _ definition: WorkflowDefinition,
        state: State = .draft,
        activatedBy: String? = nil,
        since: Int = 0,
        createdAt: Instant,
    ) {
        self.id = id
        self.definition = definition
        self.state = state
        self.activatedBy = activatedBy
        self.since = since
        self.createdAt = createdAt
    }

    package var key: String { definition.key }
}

/// What a workflow says.
package struct WorkflowDefinition: Hashable, Sendable {
    package let key: String
    package let name: String
    /// The act that begins it; nil where somebody does, or a schedule.
    package let trigger: String?
    package let subject: WorkflowSubject
    /// A filter of the list of such records, as somebody typed it; nil for all of them.
    package let condition: String?
    package let steps: [WorkflowStep]

    package static let mostSteps = 100

    package init(
        key: String,
        name: String,
        trigger: String?,
        subject: WorkflowSubject,
        condition: String?,
        steps: [WorkflowStep],
    ) {
        self.key = key
        self.name = name
        self.trigger = trigger
        self.subject = subject
        self.condition = condition
        self.steps = steps
    }

    /// What begins it, as a word.
    package var triggerWord: String { trigger ?? Self.manual }

    package static let manual = "manual"
}

/// Why something cannot be done with a workflow or one of its executions.
package enum WorkflowError: Error, Hashable, Sendable {
    case exists(String)
    /// Only what does nothing at the moment can be changed.
    case active(String)
    case notActive(String)
    /// Some of its executions have not ended.
    case open(String, executions: Int)
    /// There is no such record of its kind.
    case noRecord(WorkflowSubject, String)
    /// Only a failed execution can go on.
    case notFailed(RecordID, WorkflowExecution.State)
}
