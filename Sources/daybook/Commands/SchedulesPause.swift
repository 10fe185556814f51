import DaybookCore
import DaybookStore

extension Command {
    static let schedulesPause = Command(
        ["schedules", "pause"],
        summary: "Let a schedule do nothing until it is resumed",
        arguments: [ArgumentSpec("KEY", "The schedule's key or id")],
        options: [Session.versionOption, .flag("dry-run", "Change nothing")],
        examples: [Example("daybook schedules pause nightly", "While the books are mended")],
        exits: [ExitNote(.notFound, "there is no such schedule")],
        run: { session in
            try session.changeSchedule("schedule.pause", "does nothing") { $0.state = .paused }
        }
    )
}
