import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

/// A schedule as the command line says it.
struct SchedulesForm {
    private let session: Session
    private let input: RecordInput

    static let members = ["key", "run", "every", "start", "at", "zone", "missed"]

    init(_ session: Session) throws {
        self.session = session
        input = try RecordInput(session, members: Self.members)
    }

    static func options(isNew: Bool) -> [OptionSpec] {
        [
            .value(
                "run",
                "COMMAND",
                .text,
                "What is done: a command with its options; {date} is the day on which it is due"
            ),
            .value("every", "DURATION", .text, "How often, such as P1D, P1M or PT1H"),
            .value(
                "start",
                "DATE",
                .date,
                "The first day; later ones follow from it",
                default: isNew ? .described("today") : nil
            ),
            .value(
                "at",
                "TIME",
                .text,
                "The time of day",
                default: isNew ? .described("00:00") : nil
            ),
            .value(
                "zone",
                "ZONE",
                .text,
                "Whose clock that is",
                default: isNew ? .described("the organisation's zone") : nil
            ),
            .value(
                "missed",
                "WHICH",
                .choice(Schedule.Missed.allCases.map(\.rawValue)),
                "Which of several missed times are made up for",
                default: isNew ? .described("last") : nil
            ),
        ] + RecordInput.options
    }

    /// A new one. What was due before it came is nobody's.
    func new(_ id: RecordID, _ connection: Connection) throws -> Schedule {
        let zone = try OrganisationRepository(connection).get().timeZone
        let run = try input.required("run", "a schedule says what is done")
        guard let every = try input.duration("every") else {
            throw Failure(.wrongUsage, "a schedule says how often", advice: "name it with --every")
        }
        return Schedule(
            id: id,
            key: try input.newKey("KEY", of: "schedule"),
            request: try request(run),
            timing: Schedule.Timing(
                startsOn: try input.date("start") ?? session.today(connection),
                microsecondOfDay: try timeOfDay(input.text("at", "00:00")),
                every: every,
                zone: try input.timeZone("zone", zone)
            ),
            missed: try input.choice("missed", .last),
            since: try session.now(),
            createdAt: try session.now()
        )
    }

    /// A changed one. Where its times are others, those that have passed are nobody's.
    func written(over schedule: Schedule) throws -> Schedule {
        var written = schedule
        if let run = try input.optionalText("run", nil) { written.request = try request(run) }
        var timing = schedule.timing
        if let every = try input.duration("every") { timing.every = every }
        if let start = try input.date("start") { timing.startsOn = start }
        if let time = try input.optionalText("at", nil) {
            timing.microsecondOfDay = try timeOfDay(time)
        }
        timing.zone = try input.timeZone("zone", timing.zone)
        if timing != schedule.timing { written.since = try session.now() }
        written.timing = timing
        written.missed = try input.choice("missed", schedule.missed)
        return written
    }

    /// What a command line asks for, read with the table of commands: who acts and in which ledger
    /// is said by whoever runs what is due.
    private func request(_ text: String) throws -> CommandRequest {
        let table = session.invocation.table
        var words = ShellWords.split(text)
        if words.first == table.program.name { words.removeFirst() }
        guard case .run(let invocation) = try table.parse(words) else {
            throw Failure(.wrongUsage, "\(Words.quoted(text)) does nothing")
        }
        if let option = table.globals.first(where: { invocation.isGiven($0.name) }) {
            throw Failure(
                .wrongUsage,
                "\(option.long) is not for schedules",
                advice: "give it to `daybook schedules run`"
            )
        }
        return invocation.request(in: session.environment["PWD"])
    }

    private func timeOfDay(_ text: String) throws -> Int64 {
        let whole = text.utf8.count == 5 ? "\(text):00" : text
        do {
            return try LocalTime(iso8601: "2000-01-01T\(whole)").microsecondOfDay
        } catch {
            throw Failure(
                .wrongUsage,
                "--at: expected a time of day, found \(Words.quoted(text))",
                advice: "write it as 02:30"
            )
        }
    }
}

extension Session {
    func schedule(_ connection: Connection) throws -> Schedule {
        let word = invocation.argument("KEY")
        guard let schedule = try ScheduleRepository(connection).find(word) else {
            throw Failure.notFound("schedule", word, list: "schedules list")
        }
        return schedule
    }

    /// Changes the schedule that the command line names.
    func changeSchedule(
        _ action: String,
        _ words: String,
        _ change: (inout Schedule) throws -> Void,
    ) throws {
        let changed = try changing(action) { connection in
            var schedule = try schedule(connection)
            let version = try version(of: schedule.id, .schedule, connection)
            try change(&schedule)
            try ScheduleRepository(connection).update(schedule, from: version)
            return try WrittenRecord(schedule, connection)
        }
        let key = changed.answer.key
        try report("the schedule \(key) \(words)", changed.answer, entry: changed.entry)
    }
}

extension WrittenRecord {
    init(_ schedule: Schedule, isGone: Bool = false, _ connection: Connection) throws {
        try self.init(
            schedule.id,
            key: schedule.key,
            state: isGone ? nil : schedule.state.rawValue,
            .schedule,
            connection
        )
    }
}
