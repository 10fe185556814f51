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
}
