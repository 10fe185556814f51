/// A long or bulk piece of work: what was asked, how far it is, and what of it failed.
package struct Job: Hashable, Sendable {
    package let id: RecordID
    package let request: CommandRequest
    /// Who asked for it.
    package let actor: String
    package var state: State
    package let begunAt: Instant
    package var endedAt: Instant?
    package var counts: Counts
    /// What ended it before its end; nil where it came to that, whatever failed on the way.
    package var problem: String?
    /// Who has asked it to stop.
    package var cancelledBy: String?
    /// The job whose rest it does.
    package var retryOf: RecordID?

    package enum State: String, CaseIterable, Sendable {
        case running
        /// All of it is done.
        case done
        /// Something of it could not be done.
        case failed
        /// Somebody wanted it to end before its end.
        case stopped
        /// Its process is gone, and has not said how it went.
        case interrupted
    }

    package struct Counts: Hashable, Sendable {
        /// Nil where nobody knows before the end.
        package var total: Int?
        /// What has succeeded; of it nothing else is kept.
        package var done = 0
        package var failed = 0

        package init(total: Int? = nil, done: Int = 0, failed: Int = 0) {
            (self.total, self.done, self.failed) = (total, done, failed)
        }
    }

    /// Something that failed.
    package struct Entry: Hashable, Sendable {
        /// What it is called where it can be asked for again.
        package let subject: String
        package let reason: String

        package init(_ subject: String, _ reason: String) {
            (self.subject, self.reason) = (subject, reason)
        }
    }

    /// What fails beyond this is counted and not listed.
    package static let mostEntries = 1000

    package init(
        id: RecordID,
        _ request: CommandRequest,
        by actor: String,
        state: State = .running,
        begunAt: Instant,
        endedAt: Instant? = nil,
        counts: Counts = Counts(),
        problem: String? = nil,
        cancelledBy: String? = nil,
        retryOf: RecordID? = nil,
    ) {
        self.id = id
        self.request = request
        self.actor = actor
        self.state = state
        self.begunAt = begunAt
        self.endedAt = endedAt
        self.counts = counts
        self.problem = problem
        self.cancelledBy = cancelledBy
        self.retryOf = retryOf
    }
}

extension Job {
    /// What is left to do: what failed, where the job came to its end and all of that is known,
    /// else what was asked for. Whatever runs as a job does nothing twice.
    package func rest(_ entries: [Entry]) throws(JobError) -> CommandRequest {
        switch state {
        case .running: throw .running(id)
        case .done: throw .nothingLeft(id)
        case .failed, .stopped, .interrupted: break
        }
        if request.command == "events ingest", request.arguments.first ?? "-" == "-" {
            throw .inputIsGone(id)
        }
        let isKnown = state == .failed && problem == nil && entries.count == counts.failed
        return isKnown ? request.limited(to: entries.map(\.subject)) ?? request : request
    }
}

/// Why something cannot be done with a job.
package enum JobError: Error, Hashable, Sendable {
    case running(RecordID)
    /// Nothing of it failed.
    case nothingLeft(RecordID)
    /// It read standard input, which cannot be read again.
    case inputIsGone(RecordID)
    /// Only a running job can be stopped.
    case ended(RecordID, Job.State)
}
