import DaybookCore

extension FailureReport {
    /// Why something cannot be done with a job.
    static func job(_ error: JobError) -> Failure {
        switch error {
        case .running(let id):
            Failure(
                .conflict,
                "the job runs still",
                advice: "`daybook jobs cancel \(id)` asks it to stop",
                instance: "\(id)"
            )
        case .nothingLeft(let id):
            Failure(.conflict, "all of the job is done", instance: "\(id)")
        case .inputIsGone(let id):
            Failure(
                .conflict,
                "the job has read standard input, which is gone",
                advice: "give `daybook events ingest` the same events again: it goes on",
                instance: "\(id)"
            )
        case .ended(let id, let state):
            Failure(.conflict, "the job does not run: it is \(state.rawValue)", instance: "\(id)")
        }
    }

    /// Why a schedule cannot be so.
    static func schedule(_ error: ScheduleError) -> Failure {
        switch error {
        case .badKey(let key): party(.badKey(key))
        case .exists(let key): .exists("a schedule", key)
        case .notForSchedules(let command):
            Failure(
                .wrongUsage,
                "\(Words.quoted(command)) is not for schedules",
                advice: "there are \(ScheduleRules.commands.joined(separator: ", "))"
            )
        case .noFile:
            Failure(.wrongUsage, "a schedule reads events from a file", advice: "name the file")
        case .tooOften: Failure(.wrongUsage, "a schedule is due once a minute at most")
        }
    }

    /// Why something cannot be done with a workflow.
    static func workflow(_ error: WorkflowError) -> Failure {
        switch error {
        case .exists(let key): .exists("a workflow", key)
        case .active(let key):
            Failure(
                .conflict,
                "the workflow \(Words.quoted(key)) is active",
                advice: "`daybook workflows pause \(Words.visible(key))` first",
                instance: key
            )
        case .notActive(let key):
            Failure(
                .conflict,
                "the workflow \(Words.quoted(key)) is not active",
                advice: "`daybook workflows activate \(Words.visible(key))` first",
                instance: key
            )
        case .open(let key, let count):
            Failure(
                .conflict,
                "\(Texts.count(count, "execution")) of \(Words.quoted(key)) "
                    + "\(count == 1 ? "has" : "have") not ended",
                advice: "`daybook workflows executions --filter 'is:waiting,running'` shows them",
                instance: key
            )
        case .noRecord(let subject, let word):
            Failure(
                .notFound,
                "there is no \(subject.rawValue) \(Words.quoted(word)) for this",
                instance: word
            )
        case .notFailed(let id, let state):
            Failure(
                .conflict,
                "the execution has not failed: it is \(state.rawValue)",
                instance: "\(id)"
            )
        }
    }
}
