package import DaybookCore

extension Ledger {
    /// Begins a job. Those whose process is gone are found on the way.
    package func beginJob(_ job: Job, _ holder: JobHolder) throws -> RunningJob {
        try noteProgress(as: job.actor) { connection in
            let jobs = JobRepository(connection)
            try jobs.markInterrupted(at: job.begunAt, holder)
            try jobs.insert(job, holder)
        }
        return RunningJob(job, self)
    }

    /// Writes how far work is, of which no journal tells, in the name of somebody of this ledger.
    /// What the work does to records is asked for where it does it.
    func noteProgress<Answer>(
        as actor: String,
        _ body: (Connection) throws -> Answer,
    ) throws -> Answer {
        try writing { connection in
            _ = try Self.listening(on: connection, path: path)
            try AccessDesk(connection, actor: actor).requireBelonging()
            return try body(connection)
        }
    }
}
