/// One run of a workflow, about one record.
package struct WorkflowExecution: Hashable, Sendable {
    package let id: RecordID
    package let workflow: RecordID
    /// What the workflow said when it began.
    package let definition: WorkflowDefinition
    /// The entry of the journal that began it; nil where somebody did.
    package let entry: Int?
    package let record: RecordID
    package let actor: String
    package var state: State
    /// The step that comes next, counted from one.
    package var step: Int
    /// Until when it waits.
    package var dueAt: Instant?
    /// How many executions one behind the other have led to it.
    package let depth: Int
    package var reason: String?
    package let begunAt: Instant
    package var endedAt: Instant?

    package enum State: String, CaseIterable, Sendable {
        case waiting, running, done, failed, skipped
    }

    /// What became of a step.
    package struct Outcome: Hashable, Sendable {
        package let step: Int
        package let at: Instant
        package let kind: Kind
        package let reason: String?
        /// The entry of the journal that tells of it.
        package let entry: Int?

        package enum Kind: String, CaseIterable, Sendable {
            case done, waits, stopped, failed
        }

        package init(
            step: Int,
            at instant: Instant,
            _ kind: Kind,
            reason: String? = nil,
            entry: Int? = nil,
        ) {
            self.step = step
            at = instant
            self.kind = kind
            self.reason = reason
            self.entry = entry
        }
    }

    /// A chain of workflows, each begun by what the one before it did, ends here.
    package static let mostDepth = 8

    package init(
        id: RecordID,
        workflow: RecordID,
        _ definition: WorkflowDefinition,
        entry: Int?,
        record: RecordID,
        actor: String,
        state: State = .running,
        step: Int = 1,
        dueAt: Instant? = nil,
        depth: Int = 0,
        reason: String? = nil,
        begunAt: Instant,
        endedAt: Instant? = nil,
    ) {
        self.id = id
        self.workflow = workflow
        self.definition = definition
        self.entry = entry
        self.record = record
        self.actor = actor
        self.state = state
        self.step = step
        self.dueAt = dueAt
        self.depth = depth
        self.reason = reason
        self.begunAt = begunAt
        self.endedAt = endedAt
    }

    /// What it does next; nil behind its last step.
    package var nextStep: WorkflowStep? {
        definition.steps.indices.contains(step - 1) ? definition.steps[step - 1] : nil
    }

    /// Ends it.
    package mutating func end(_ state: State, because reason: String? = nil, at now: Instant) {
        precondition(state != .waiting && state != .running, "an end is a state that stays")
        self.state = state
        self.reason = reason
        dueAt = nil
        endedAt = now
    }

    /// Goes on behind the step, at once or later.
    package mutating func goOn(at now: Instant, waitingUntil dueAt: Instant? = nil) {
        step += 1
        self.dueAt = dueAt
        state = dueAt == nil ? .running : .waiting
        if dueAt == nil && nextStep == nil { end(.done, at: now) }
    }
}
