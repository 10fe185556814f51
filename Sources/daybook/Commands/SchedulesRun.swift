import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let schedulesRun = Command(
        ["schedules", "run"],
        summary: "Do everything that is due now, each as a job",
        discussion: """
            For a timer of the system, every few minutes: each time that is due is done once, \
            also where several call this at once. It is done in the name of whoever runs this, \
            and nothing more than that person may do. Work that was begun and whose process is \
            gone is begun anew, up to the third time; what failed waits for `jobs retry`.
            """,
        arguments: [ArgumentSpec("KEY", "Only this schedule", count: .optional)],
        examples: [Example("daybook schedules run --quiet", "As a timer calls it")],
        exits: [
            ExitNote(.failed, "something failed; the rest was done"),
            ExitNote(.notFound, "there is no such schedule"),
            ExitNote(.stopped),
        ],
        run: { session in
            try session.requireWriting()
            try session.requirePermission("schedule.run")
            Interrupts.hold()
            let done = try ScheduleRunner(session).run()
            try RecordOutput.write(done, ScheduleRunner.fields, session)
            if Interrupts.isPending { throw Failure(.stopped, "stopped; the next run goes on") }
            let failed = done.filter { $0.failure != nil }
            guard let first = failed.first else { return }
            throw Failure(
                .failed,
                "\(failed.count) of \(done.count) failed: \(first.key): \(first.failure ?? "")",
                advice: "`daybook jobs show \(first.job)` tells more"
            )
        }
    )
}

/// Does what is due, one after the other.
private struct ScheduleRunner {
    private let session: Session
    private let key: String?

    init(_ session: Session) throws {
        self.session = session
        key = try session.invocation.optionalArgument("KEY").map { word in
            let found = try session.read { try ScheduleRepository($0).find(word) }
            guard let found else {
                throw Failure.notFound("schedule", word, list: "schedules list")
            }
            return found.key
        }
    }

    /// What was done at a time that was due.
    struct Done: Sendable {
        let key: String
        let dueAt: Instant
        let job: RecordID
        let state: Job.State
        let failure: String?
    }

    static let fields: [RecordField<Done>] = [
        .text("key", .init("Schedule", cutTo: 12)) { $0.key },
        .text("due", .init("Due")) { $0.dueAt.iso8601 },
        .text("state", .init("Came to")) { $0.state.rawValue },
        .text("failure", .init("Because", cutTo: 24, mayBeLeftOut: true)) { $0.failure },
        .text("job", .init("Job")) { $0.job.description },
    ]

    func run() throws -> [Done] {
        var taker = ScheduleTaker(
            try session.ledger(),
            ScheduleTaker.Clerk(
                try session.act("schedule.run"),
                ProcessIdentity.holder,
                zone: session.zoneRules,
                id: session.newID
            )
        )
        var done: [Done] = []
        while !Interrupts.isPending, let work = try taker.next(key) {
            let failure = try perform(work)
            done.append(
                Done(
                    key: work.schedule.key,
                    dueAt: work.dueAt,
                    job: work.job.id,
                    state: work.job.job.state,
                    failure: failure
                )
            )
        }
        return done
    }

    /// Answers why it failed; that keeps nothing else from being done.
    private func perform(_ work: DueWork) throws -> String? {
        let clock = try session.runningClock()
        do {
            try session.give(work.job.job.request, .scheduled(work.job), isSilent: true)
            try work.job.end(at: clock.now())
            return nil
        } catch {
            let failure = FailureReport.failure(of: error)
            let sentence = FailureReport.sentence(failure)
            if !work.job.hasEnded { try work.job.end(at: clock.now(), problem: sentence) }
            return sentence
        }
    }
}
