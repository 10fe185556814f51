package import DaybookCore

/// A job that this process does. What it came to is kept here and written with the batches that it
/// writes anyway, so that it costs next to nothing.
package final class RunningJob {
    package private(set) var job: Job
    private let ledger: Ledger
    private var unsaved: [Job.Entry] = []
    private var savedCount = 0
    private var isStopped = false

    package init(_ job: Job, _ ledger: Ledger) {
        self.job = job
        self.ledger = ledger
    }

    /// Does a job from its beginning that somebody else has begun.
    init(resuming job: Job, _ ledger: Ledger) {
        self.job = job
        self.ledger = ledger
        self.job.counts = Job.Counts(total: job.counts.total)
    }

    package var id: RecordID { job.id }

    /// Whether somebody has asked it to stop, as far as it has heard.
    package var isCancelled: Bool { job.cancelledBy != nil }

    package var hasEnded: Bool { job.endedAt != nil }

    // MARK: - What it came to

    /// So many more are done.
    package func count(done: Int) {
        job.counts.done += done
    }

    /// How many are done and failed in all.
    package func count(_ counts: Job.Counts) {
        job.counts = counts
    }

    package func expect(total: Int) {
        job.counts.total = total
    }

    package func fail(_ subject: String, _ reason: String) {
        job.counts.failed += 1
        list(subject, reason)
    }

    /// Lists what is counted already.
    package func list(_ subject: String, _ reason: String) {
        guard savedCount + unsaved.count < Job.mostEntries else { return }
        unsaved.append(Job.Entry(subject, reason))
    }

    /// It ends before its end.
    package func stop() {
        isStopped = true
    }

    // MARK: - Writing

    /// Writes how far it is, in the transaction of a batch, and hears whether it shall stop.
    package func save(on connection: Connection) throws {
        let jobs = JobRepository(connection)
        try jobs.update(job, adding: unsaved, behind: savedCount)
        job.cancelledBy = try jobs.cancelledBy(job.id)
        savedCount += unsaved.count
        unsaved.removeAll()
    }

    /// Asks the ledger whether it shall stop, for stretches in which nothing is written.
    package func mayGoOn() throws -> Bool {
        if !isCancelled {
            job.cancelledBy = try ledger.read { try JobRepository($0).cancelledBy(job.id) }
        }
        return !isCancelled
    }

    /// Writes how it ended, once.
    ///
    /// - Parameter problem: what kept it from its end
    package func end(at now: Instant, problem: String? = nil) throws {
        if hasEnded { return }
        try ledger.noteProgress(as: job.actor) { connection in
            try end(at: now, problem: problem, on: connection)
        }
    }

    /// The same with what it has written last.
    package func end(at now: Instant, problem: String? = nil, on connection: Connection) throws {
        let hasFailed = job.counts.failed > 0 || problem != nil
        job.state = isStopped || isCancelled ? .stopped : hasFailed ? .failed : .done
        job.endedAt = now
        job.problem = problem
        try save(on: connection)
    }
}
