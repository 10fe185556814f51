internal import DaybookCore

/// Forgets jobs, and what workflows did, once all of it is done and the time is over for which the
/// ledger keeps it. Whoever adds a job does so, a few at a time: nobody waits for it.
///
/// What is left to do is kept, however old: what runs, waits or has failed, and what was stopped
/// or interrupted, unless another job has done its rest. So is the last time that each schedule
/// was due, as it says up to when nothing has to be done again.
struct WorkPruning {
    private let connection: Connection

    /// So many jobs and executions go at a time. A steady ledger adds one while it loses one.
    static var mostJobs: Int { 20 }
    static var mostExecutions: Int { 100 }

    init(_ connection: Connection) {
        self.connection = connection
    }

    func run(at now: Instant) throws {
        guard let horizon = try horizon(now) else { return }
        var jobs = try single(before: horizon)
        if jobs.count < Self.mostJobs { jobs += try families(before: horizon) }
        // A job refers to one that was before it: so the later one goes first.
        for row in jobs.sorted(by: >) { try delete(job: row) }
        try pruneExecutions(before: horizon)
    }

    /// Counted from the job before: a clock that has leapt ahead must not be the one that empties
    /// the ledger. Nil where there was no job yet.
    private func horizon(_ now: Instant) throws -> Instant? {
        let last = try connection.first(
            "SELECT begun_at FROM jobs ORDER BY row DESC LIMIT 1"
        ) { try $0.instant(0) }
        guard let last else { return nil }
        let days = try SettingRepository(connection).days(.jobsKeptFor)
        let microseconds = Int64(days) * 86_400_000_000
        return try? min(now, last).adding(microseconds: -microseconds)
    }

    // MARK: - Jobs

    private static let lastRuns = """
        SELECT job FROM (SELECT job, max(due_at) FROM schedule_runs GROUP BY schedule)
        """

    /// Jobs that nobody had to do again.
    private func single(before horizon: Instant) throws -> [Int64] {
        try connection.all(
            """
            SELECT row FROM jobs
            WHERE begun_at < ?1 AND ended_at < ?1 AND state = 'done' AND retry_of IS NULL
                AND row NOT IN (SELECT retry_of FROM jobs WHERE retry_of IS NOT NULL)
                AND row NOT IN (\(Self.lastRuns))
            ORDER BY begun_at, row LIMIT ?2
            """,
            [.instant(horizon), .integer(Self.mostJobs)]
        ) { $0.integer(0) }
    }

    /// Jobs with those that did their rest: all of them go, or none, so that no job stands there as
    /// one that nobody has gone on with.
    private func families(before horizon: Instant) throws -> [Int64] {
        let kept = Set(try connection.all(Self.lastRuns) { $0.integer(0) })
        var roots: [Int64: Int64] = [:]
        var families: [Int64: (rows: [Int64], unfinished: Set<Int64>, isOver: Bool)] = [:]
        try connection.forEach(
            """
            SELECT row, retry_of, state = 'done', ifnull(ended_at < ?, 0) FROM jobs
            WHERE retry_of IS NOT NULL
                OR row IN (SELECT retry_of FROM jobs WHERE retry_of IS NOT NULL)
            ORDER BY row
            """,
            [.instant(horizon)]
        ) { job in
            let row = job.integer(0)
            let origin = job.optionalInteger(1)
            let root = origin.flatMap { roots[$0] } ?? row
            roots[row] = root
            var family = families[root] ?? ([], [], true)
            family.rows.append(row)
            if let origin { family.unfinished.remove(origin) }
            if job.integer(2) == 0 { family.unfinished.insert(row) }
            if job.integer(3) == 0 || kept.contains(row) { family.isOver = false }
            families[root] = family
        }
        var rows: [Int64] = []
        for (_, family) in families.sorted(by: { $0.key < $1.key }) {
            guard rows.count < Self.mostJobs else { break }
            if family.isOver, family.unfinished.isEmpty { rows += family.rows }
        }
        return rows
    }

    private func delete(job row: Int64) throws {
        for sql in [
            "DELETE FROM job_entries WHERE job = ?", "DELETE FROM schedule_runs WHERE job = ?",
            "DELETE FROM jobs WHERE row = ?",
        ] {
            try connection.run(sql, [.integer(row)])
        }
    }

    // MARK: - Executions

    /// What a step has written may still begin others, which count how many came before them: so
    /// it stays until the journal has been looked at up to there.
    private func pruneExecutions(before horizon: Instant) throws {
        let rows = try connection.all(
            """
            SELECT row FROM executions
            WHERE begun_at < ?1 AND ended_at < ?1 AND (state = 'done' OR state = 'skipped')
                AND NOT EXISTS (
                    SELECT 1 FROM execution_steps
                    WHERE execution = executions.row
                        AND execution_steps.entry > (SELECT seen FROM workflow_state)
                )
            ORDER BY begun_at, row LIMIT ?2
            """,
            [.instant(horizon), .integer(Self.mostExecutions)]
        ) { $0.integer(0) }
        for row in rows {
            try connection.run("DELETE FROM execution_steps WHERE execution = ?", [.integer(row)])
            try connection.run("DELETE FROM executions WHERE row = ?", [.integer(row)])
        }
    }
}
