package import DaybookCore
internal import DaybookWire

/// A time at which a schedule was due and which is ours to do something about.
package struct DueWork {
    package let schedule: Schedule
    package let dueAt: Instant
    package let job: RunningJob
    /// Whether somebody else had begun it and is gone.
    package let isResumed: Bool
}

/// Takes what schedules want done, once each, also where several processes look at once.
package struct ScheduleTaker {
    private let ledger: Ledger
    private let clerk: Clerk
    /// What this one has done already: what fails and comes back is for the next one.
    private var seen: Set<RecordID> = []

    /// Who takes it, and what that takes.
    package struct Clerk {
        let act: Act
        let holder: JobHolder
        let zone: (String) throws -> ZoneRules
        let id: () throws -> RecordID

        package init(
            _ act: Act,
            _ holder: JobHolder,
            zone: @escaping (String) throws -> ZoneRules,
            id: @escaping () throws -> RecordID,
        ) {
            (self.act, self.holder, self.zone, self.id) = (act, holder, zone, id)
        }
    }

    package init(_ ledger: Ledger, _ clerk: Clerk) {
        self.ledger = ledger
        self.clerk = clerk
    }

    /// The work that is due first, with a job begun for it in the transaction that takes it; nil
    /// where nothing is due any more. Behind all of that comes what was begun and interrupted.
    package mutating func next(_ key: String? = nil) throws -> DueWork? {
        let work = try ledger.noteProgress(as: clerk.act.actor) { connection in
            let jobs = JobRepository(connection)
            try jobs.markInterrupted(at: clerk.act.at, clerk.holder)
            let schedules = try ScheduleRepository(connection).all().filter { schedule in
                schedule.state == .active && (key == nil || schedule.key == key)
            }
            return try due(schedules, connection) ?? interrupted(schedules, connection)
        }
        if let work { seen.insert(work.job.id) }
        return work
    }

    private func due(_ schedules: [Schedule], _ connection: Connection) throws -> DueWork? {
        let repository = ScheduleRepository(connection)
        var first: (schedule: Schedule, dueAt: Instant)?
        for schedule in schedules {
            let times = try ScheduleTimes(schedule.timing, zone: clerk.zone(schedule.timing.zone))
            let end = try repository.end(of: schedule)
            let due = times.due(after: end, upTo: clerk.act.at, schedule.missed).first
            if let due, due < first?.dueAt ?? .latest { first = (schedule, due) }
        }
        guard let (schedule, dueAt) = first else { return nil }
        let day = try clerk.zone(schedule.timing.zone).date(of: dueAt)
        let job = Job(
            id: try clerk.id(),
            schedule.request(dueOn: day.iso8601),
            by: clerk.act.actor,
            begunAt: clerk.act.at
        )
        try JobRepository(connection).insert(job, clerk.holder)
        try connection.run(
            """
            INSERT INTO schedule_runs (schedule, due_at, taken_at, job, attempts)
            VALUES (?, ?, ?, (SELECT row FROM jobs WHERE id = ?), 1)
            """,
            [.id(schedule.id), .instant(dueAt), .instant(clerk.act.at), .id(job.id)]
        )
        return DueWork(
            schedule: schedule,
            dueAt: dueAt,
            job: RunningJob(job, ledger),
            isResumed: false
        )
    }

    /// The oldest job of a schedule that was interrupted and that nobody has gone on with.
    private func interrupted(
        _ schedules: [Schedule],
        _ connection: Connection,
    ) throws -> DueWork? {
        let found = try connection.all(
            """
            SELECT schedule, due_at, jobs.id FROM schedule_runs JOIN jobs ON jobs.row = job
            WHERE jobs.state = 'interrupted' AND attempts < ?
                AND NOT EXISTS (SELECT 1 FROM jobs AS retry WHERE retry.retry_of = jobs.row)
            ORDER BY due_at, jobs.row
            """,
            [.integer(ScheduleRules.mostAttempts)]
        ) { (schedule: try $0.id(0), dueAt: try $0.instant(1), job: try $0.id(2)) }
        for work in found where !seen.contains(work.job) {
            guard let schedule = schedules.first(where: { $0.id == work.schedule }) else {
                continue
            }
            let jobs = JobRepository(connection)
            try jobs.takeOver(work.job, clerk.holder)
            try connection.run(
                """
                UPDATE schedule_runs SET attempts = attempts + 1
                WHERE schedule = ? AND due_at = ?
                """,
                [.id(work.schedule), .instant(work.dueAt)]
            )
            guard let job = try jobs.find(work.job, clerk.holder) else { continue }
            return DueWork(
                schedule: schedule,
                dueAt: work.dueAt,
                job: RunningJob(resuming: job, ledger),
                isResumed: true
            )
        }
        return nil
    }
}
