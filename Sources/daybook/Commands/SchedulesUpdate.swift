import DaybookCore
import DaybookStore

extension Command {
    static let schedulesUpdate = Command(
        ["schedules", "update"],
        summary: "Change what a schedule does, or when",
        discussion: """
            What is not named stays as it is. Where its times change, those that have passed are \
            not made up for.
            """,
        arguments: [ArgumentSpec("KEY", "The schedule's key or id")],
        options: SchedulesForm.options(isNew: false) + [
            Session.versionOption, .flag("dry-run", "Check the change and make none"),
        ],
        exclusive: RecordInput.exclusive,
        examples: [Example("daybook schedules update nightly --at 03:30", "An hour later")],
        exits: [
            ExitNote(.notFound, "there is no such schedule"),
            ExitNote(.conflict, "somebody else has changed it"),
        ],
        run: { session in
            let form = try SchedulesForm(session)
            try session.changeSchedule("schedule.update", "is changed") { schedule in
                schedule = try form.written(over: schedule)
            }
        }
    )
}
