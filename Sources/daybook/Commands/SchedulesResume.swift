import DaybookCore
import DaybookStore

extension Command {
    static let schedulesResume = Command(
        ["schedules", "resume"],
        summary: "Let a schedule do its work again",
        discussion: """
            What was due meanwhile counts as missed: the last time is made up for, or all, as the \
            schedule says; with `--afresh`, nothing is.
            """,
        arguments: [ArgumentSpec("KEY", "The schedule's key or id")],
        options: [
            .flag("afresh", "Begin with the next time"),
            Session.versionOption, .flag("dry-run", "Change nothing"),
        ],
        examples: [Example("daybook schedules resume nightly --afresh", "From now on")],
        exits: [ExitNote(.notFound, "there is no such schedule")],
        run: { session in
            let isAfresh = session.invocation.flag("afresh")
            let now = try session.now()
            try session.changeSchedule("schedule.resume", "does its work") { schedule in
                schedule.state = .active
                if isAfresh { schedule.since = max(schedule.since, now) }
            }
        }
    )
}
