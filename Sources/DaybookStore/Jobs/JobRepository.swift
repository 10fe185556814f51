package import DaybookCore
internal import DaybookShapes

/// The jobs of a ledger. They are no records: the journal tells of what they do.
package struct JobRepository {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    // MARK: - Reading

    package func find(_ id: RecordID, _ holder: JobHolder) throws -> Job? {
        let found = try connection.first(
            "\(Self.selection) WHERE jobs.id = ?",
            [.id(id)]
        ) { (job: try Self.job($0), holder: $0.text(Self.holderColumn)) }
        guard var job = found?.job else { return nil }
        if job.state == .running, let name = found?.holder, !holder.isThere(name) {
            job.state = .interrupted
        }
        return job
    }

    /// What failed, the first thousand.
    package func entries(of job: RecordID) throws -> [Job.Entry] {
        try connection.all(
            """
            SELECT subject, reason FROM job_entries
            WHERE job = (SELECT row FROM jobs WHERE id = ?) ORDER BY position
            """,
            [.id(job)]
        ) { Job.Entry($0.text(0), $0.text(1)) }
    }

    /// The jobs that do again what another left, the first one first.
    package func retries(of job: RecordID) throws -> [RecordID] {
        try connection.all(
            """
            SELECT id FROM jobs WHERE retry_of = (SELECT row FROM jobs WHERE id = ?) ORDER BY row
            """,
            [.id(job)]
        ) { try $0.id(0) }
    }

    /// The rows of jobs that run no more, though nobody has said so.
    func deserted(_ holder: JobHolder) throws -> [Int64] {
        try connection.all(
            "SELECT row, holder FROM jobs WHERE state = 'running'"
        ) { (row: $0.integer(0), holder: $0.text(1)) }
        .filter { !holder.isThere($0.holder) }
        .map(\.row)
    }

    func cancelledBy(_ job: RecordID) throws -> String? {
        try connection.first(
            "SELECT cancelled_by FROM jobs WHERE id = ?",
            [.id(job)]
        ) { $0.optionalText(0) } ?? nil
    }

    static let holderColumn = 13

    static let columns = """
        jobs.id, jobs.request, jobs.actor, jobs.state, jobs.begun_at, jobs.ended_at, jobs.total,
            jobs.done, jobs.failed, jobs.problem, jobs.cancelled_by,
            (SELECT id FROM jobs AS origin WHERE origin.row = jobs.retry_of), jobs.row, jobs.holder
        """

    private static let selection = "SELECT \(columns) FROM jobs"

    static func job(_ row: Row) throws -> Job {
        Job(
            id: try row.id(0),
            try request(row.text(1)),
            by: row.text(2),
            state: try row.choice(3),
            begunAt: try row.instant(4),
            endedAt: try row.optionalInstant(5),
            counts: Job.Counts(
                total: row.optionalInteger(6).map { Int($0) },
                done: Int(row.integer(7)),
                failed: Int(row.integer(8))
            ),
            problem: row.optionalText(9),
            cancelledBy: row.optionalText(10),
            retryOf: row.isNull(11) ? nil : try row.id(11)
        )
    }

    /// What a text in the ledger asks for.
    static func request(_ text: String) throws -> CommandRequest {
        do {
            return try RequestFile(Array(text.utf8)).request
        } catch {
            throw UnreadableValue(expected: "a command (\(error))", found: text)
        }
    }

    // MARK: - Writing

    /// Adds a job, and forgets some that are over for long.
    func insert(_ job: Job, _ holder: JobHolder) throws {
        try WorkPruning(connection).run(at: job.begunAt)
        try connection.run(
            """
            INSERT INTO jobs (id, request, command, actor, state, holder, begun_at, total, done,
                failed, retry_of)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, (SELECT row FROM jobs WHERE id = ?))
            """,
            [
                .id(job.id), .text(RequestFile(job.request).text), .text(job.request.command),
                .text(job.actor), .text(job.state.rawValue), .text(holder.name),
                .instant(job.begunAt), job.counts.total.map { .integer($0) } ?? .null,
                .text(job.retryOf?.description),
            ]
        )
    }

    func update(_ job: Job, adding entries: [Job.Entry], behind count: Int) throws {
        try connection.run(
            """
            UPDATE jobs SET state = ?2, ended_at = ?3, total = ?4, done = ?5, failed = ?6,
                problem = ?7
            WHERE id = ?1
            """,
            [
                .id(job.id), .text(job.state.rawValue), .instant(job.endedAt),
                job.counts.total.map { .integer($0) } ?? .null, .integer(job.counts.done),
                .integer(job.counts.failed), .text(job.problem),
            ]
        )
        for (index, entry) in entries.enumerated() {
            try connection.run(
                """
                INSERT INTO job_entries (job, position, subject, reason)
                SELECT row, ?2, ?3, ?4 FROM jobs WHERE id = ?1
                """,
                [
                    .id(job.id), .integer(count + index + 1), .text(entry.subject),
                    .text(entry.reason),
                ]
            )
        }
    }

    /// Says of each job whose process is gone that it was interrupted.
    func markInterrupted(at now: Instant, _ holder: JobHolder) throws {
        for row in try deserted(holder) {
            try connection.run(
                "UPDATE jobs SET state = 'interrupted', ended_at = ? WHERE row = ?",
                [.instant(now), .integer(row)]
            )
        }
    }

    /// Lets somebody else begin a job anew whose process is gone.
    func takeOver(_ job: RecordID, _ holder: JobHolder) throws {
        try connection.run(
            "DELETE FROM job_entries WHERE job = (SELECT row FROM jobs WHERE id = ?)",
            [.id(job)]
        )
        try connection.run(
            "UPDATE jobs SET state = 'running', ended_at = NULL, holder = ? WHERE id = ?",
            [.text(holder.name), .id(job)]
        )
    }

    /// Asks a running job to stop at its next batch.
    package func cancel(_ job: Job, by actor: String) throws {
        guard job.state == .running else { throw JobError.ended(job.id, job.state) }
        try connection.run(
            "UPDATE jobs SET cancelled_by = ifnull(cancelled_by, ?) WHERE id = ?",
            [.text(actor), .id(job.id)]
        )
    }
}

extension Ledger {
    /// Asks a running job of another process to stop.
    package func cancelJob(_ id: RecordID, by act: Act, _ holder: JobHolder) throws -> Job? {
        try require(act)
        return try noteProgress(as: act.actor) { connection in
            let jobs = JobRepository(connection)
            guard let job = try jobs.find(id, holder) else { return nil }
            try jobs.cancel(job, by: act.actor)
            return try jobs.find(id, holder)
        }
    }
}
