import DaybookCore
import DaybookLive
import DaybookStore

/// Why a command that is a job begins.
enum JobBeginning {
    /// Somebody asks for it.
    case asked
    /// It does what another job has left.
    case retry(of: RecordID)
    /// A schedule has begun the job that the command is.
    case scheduled(RunningJob)

    /// Whether a job stands behind it, however little there is to do.
    var isOfJob: Bool {
        switch self {
        case .asked: false
        case .retry, .scheduled: true
        }
    }
}

extension Session {
    /// Does long or bulk work as a job, which others can look at and stop.
    ///
    /// - Returns: how it ended
    @discardableResult
    func asJob(
        _ request: CommandRequest,
        total: Int? = nil,
        _ body: (RunningJob) throws -> Void,
    ) throws -> Job {
        let job = try begunJob(request, total)
        let clock = try runningClock()
        do {
            try body(job)
        } catch {
            let failure = FailureReport.failure(of: error)
            if failure.kind == .stopped { job.stop() }
            // Where this cannot be written either, the job is found to be interrupted.
            try? job.end(at: clock.now(), problem: FailureReport.sentence(failure))
            throw error
        }
        try job.end(at: clock.now())
        return job.job
    }

    /// This command, so that it can be given again.
    func request() -> CommandRequest { invocation.request(in: environment["PWD"]) }

    private func begunJob(_ request: CommandRequest, _ total: Int?) throws -> RunningJob {
        var origin: RecordID?
        switch beginning {
        case .asked: break
        case .retry(let job): origin = job
        case .scheduled(let job):
            if let total { job.expect(total: total) }
            return job
        }
        let job = Job(
            id: try newID(),
            request,
            by: try actor(),
            begunAt: try now(),
            counts: Job.Counts(total: total),
            retryOf: origin
        )
        return try ledger().beginJob(job, ProcessIdentity.holder)
    }

    /// Gives a command in the same ledger, in the name of whoever acts.
    ///
    /// - Parameter isSilent: whether what it would print is kept from sight
    func give(
        _ request: CommandRequest,
        _ beginning: JobBeginning,
        isSilent: Bool = false,
    ) throws {
        let session = Session(
            try read(request),
            environment: environment,
            clock: try runningClock(),
            output: isSilent ? .nothing() : output
        )
        session.use(try ledger())
        session.beginning = beginning
        try session.invocation.command.run(session)
    }

    /// The command line that a request means; an error where it is none.
    func read(_ request: CommandRequest) throws -> Invocation {
        guard case .run(let invocation) = try invocation.table.parse(globalWords() + request.words)
        else { throw Failure(.wrongUsage, "\(Words.quoted(request.command)) does nothing") }
        return invocation
    }

    /// What was said for all commands, as options.
    private func globalWords() throws -> [String] {
        var words = ["--ledger=\(try settings()[.ledger].value)", "--as=\(try actor())"]
        for name in ["config", "now"] {
            if let value = invocation.text(name) { words.append("--\(name)=\(value)") }
        }
        for name in ["json", "jsonl", "quiet", "no-color", "ascii"] where invocation.flag(name) {
            words.append("--\(name)")
        }
        return words
    }

    /// The job that an argument names.
    func job(_ word: String, _ connection: Connection) throws -> Job {
        let jobs = JobRepository(connection)
        guard let job = try RecordID(word).flatMap({ try jobs.find($0, ProcessIdentity.holder) })
        else { throw Failure.notFound("job", word, list: "jobs list") }
        return job
    }
}
