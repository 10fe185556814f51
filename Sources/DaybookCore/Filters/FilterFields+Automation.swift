extension FilterFields {
    /// The fields of jobs.
    package static let jobs = FilterFields(
        "job",
        [
            .init("command", .text, or: ["kind"], "what was asked, as in `bill run`"),
            .init("actor", .text, or: ["who", "by"], "who asked"),
            .init("status", .choice(jobChoices), or: ["state", "st"], "how it stands"),
            .init("is", .choice(jobChoices), "the same, as one says it: is:failed"),
            .init("begun", .day, or: ["on", "at"], "the day on which it began, in UTC"),
            .init("ended", .day, mayBeAbsent: true, "the day on which it ended, in UTC"),
            .init("done", .count, "how many it has done"),
            .init("failed", .count, "how many of it failed"),
            .init("problem", .text, mayBeAbsent: true, "what kept it from its end"),
        ]
    )

    /// The fields of executions of workflows.
    package static let executions = FilterFields(
        "execution",
        [
            .init("workflow", .text, or: ["wf"], "the workflow's key or name"),
            .init("status", .choice(executionChoices), or: ["state", "st"], "how it stands"),
            .init("is", .choice(executionChoices), "the same, as one says it: is:failed"),
            .init("begun", .day, or: ["on", "at"], "the day on which it began, in UTC"),
            .init("due", .day, mayBeAbsent: true, "the day until which it waits, in UTC"),
            .init("ended", .day, mayBeAbsent: true, "the day on which it ended, in UTC"),
            .init("entry", .count, mayBeAbsent: true, "the entry of the journal that began it"),
            .init("record", .label, "the id of the record that it is about"),
            .init("actor", .text, or: ["who", "by"], "in whose name it acts"),
            .init("reason", .text, mayBeAbsent: true, "why it stands so"),
        ]
    )
}

private let jobChoices: [FilterField.Choice] = Job.State.allCases.map { state in
    let summary =
        switch state {
        case .running: "is being done"
        case .done: "all of it is done"
        case .failed: "something of it failed"
        case .stopped: "somebody wanted it to end"
        case .interrupted: "its process is gone"
        }
    return .init(state.rawValue, summary)
}

private let executionChoices: [FilterField.Choice] = WorkflowExecution.State.allCases.map { state in
    let summary =
        switch state {
        case .waiting: "goes on at a later time"
        case .running: "goes on now"
        case .done: "all that was to be done is done"
        case .failed: "a step failed"
        case .skipped: "nothing was to be done"
        }
    return .init(state.rawValue, summary)
}
