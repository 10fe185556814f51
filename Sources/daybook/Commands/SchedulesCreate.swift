import DaybookCore
import DaybookStore

extension Command {
    static let schedulesCreate = Command(
        ["schedules", "create"],
        summary: "Let something be done again and again by the calendar",
        discussion: """
            It is done by `daybook schedules run`, which a timer of the system calls every few \
            minutes. Times follow from the first day: what begins on the 31st is due on the last \
            day of shorter months. A time that a change of the clocks leaves out is shifted by it; \
            of one that comes twice, the first counts.

            A billing run bills what is due on the day for which it was planned, also when it is \
            late.
            """,
        arguments: [ArgumentSpec("KEY", "What it is called", count: .optional)],
        options: SchedulesForm.options(isNew: true) + [
            .flag("dry-run", "Check the schedule and make none")
        ],
        exclusive: RecordInput.exclusive,
        examples: [
            Example(
                "daybook schedules create nightly --run 'bill run' --every P1D --at 02:00",
                "Bill every night"
            ),
            Example(
                "daybook schedules create keep --run 'backup /srv/{date}.db' --every P1W",
                "Keep a copy of each week"
            ),
        ],
        exits: [
            ExitNote(.notAllowed, "whoever acts may not make schedules"),
            ExitNote(.conflict, "there is a schedule of this key"),
        ],
        run: { session in
            let form = try SchedulesForm(session)
            let id = try session.newID()
            let changed = try session.changing("schedule.create") { connection in
                let schedule = try form.new(id, connection)
                try ScheduleRepository(connection).insert(schedule)
                return try WrittenRecord(schedule, connection)
            }
            let key = changed.answer.key
            try session.report("made the schedule \(key)", changed.answer, entry: changed.entry)
        }
    )

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
