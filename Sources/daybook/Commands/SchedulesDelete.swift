import DaybookCore
import DaybookStore

extension Command {
    static let schedulesDelete = Command(
        ["schedules", "delete"],
        summary: "Remove a schedule",
        arguments: [ArgumentSpec("KEY", "The schedule's key or id")],
        options: [Session.versionOption, .flag("dry-run", "Change nothing")],
        examples: [Example("daybook schedules delete nightly", "Nobody needs it")],
        exits: [ExitNote(.notFound, "there is no such schedule")],
        run: { session in
            let changed = try session.changing("schedule.delete") { connection in
                let schedule = try session.schedule(connection)
                try session.requireVersion(of: schedule.id, .schedule, connection)
                try ScheduleRepository(connection).delete(schedule)
                return try WrittenRecord(schedule, isGone: true, connection)
            }
            let key = changed.answer.key
            try session.report("removed the schedule \(key)", changed.answer, entry: changed.entry)
        }
    )
}
