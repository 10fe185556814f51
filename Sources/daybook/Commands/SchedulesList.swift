import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let schedulesList = Command(
        ["schedules", "list"],
        summary: "List what is done by the calendar, and when it is due next",
        options: ScheduleStanding.list.options,
        examples: [Example("daybook schedules list", "Show all of them")],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { session in
            let schedules = try session.read { connection in
                try ScheduleRepository(connection).all().map {
                    try ScheduleStanding($0, session, connection)
                }
            }
            try ScheduleStanding.list.write(schedules, session)
        }
    )

    static let schedulesShow = Command(
        ["schedules", "show"],
        summary: "Show one schedule with the times that it has done last",
        arguments: [ArgumentSpec("KEY", "The schedule's key or id")],
        examples: [Example("daybook schedules show nightly", "What came of it")],
        exits: [ExitNote(.notFound, "there is no such schedule")],
        run: { session in
            try session.read { connection in
                let schedule = try session.schedule(connection)
                let standing = try ScheduleStanding(schedule, session, connection)
                let version = try RecordVersions(connection).version(of: schedule.id, .schedule)
                try standing.write(session, version: version)
            }
        }
    )
}

/// A schedule and where it stands.
struct ScheduleStanding: Sendable {
    let schedule: Schedule
    /// The first time that is not done; it may have passed. Nil while it is paused.
    let next: Instant?
    let last: [Run]

    struct Run: Sendable {
        let taken: ScheduleRepository.Taken
        let state: Job.State
    }

    private static var mostRuns: Int { 20 }

    init(_ schedule: Schedule, _ session: Session, _ connection: Connection) throws {
        self.schedule = schedule
        let schedules = ScheduleRepository(connection)
        let zone = try session.zoneRules(schedule.timing.zone)
        let times = try ScheduleTimes(schedule.timing, zone: zone)
        let end = try schedules.end(of: schedule)
        let due = times.due(after: end, upTo: try session.now(), schedule.missed).first
        next = schedule.state == .active ? due ?? times.next(after: end) : nil
        last = try schedules.taken(schedule.id, limit: Self.mostRuns).map { taken in
            Run(taken: taken, state: try session.job("\(taken.job)", connection).state)
        }
    }

    static let list = ShortList("schedule", maker: "schedules create", fields)

    static let fields: [RecordField<ScheduleStanding>] = [
        .text("key", .init("Schedule", cutTo: 12)) { $0.schedule.key },
        .text("state", .init("State")) { $0.schedule.state.rawValue },
        .text("run", .init("Does", cutTo: 20)) { $0.command },
        .text("every", .init("Every")) { $0.schedule.timing.every.iso8601 },
        .text("at", .init("At", mayBeLeftOut: true)) { $0.timeOfDay },
        .text("zone", .init("Zone", mayBeLeftOut: true)) { $0.schedule.timing.zone },
        .text("start", .init("From"), isDefault: false) { $0.schedule.timing.startsOn.iso8601 },
        .text("missed", .init("Missed"), isDefault: false) { $0.schedule.missed.rawValue },
        .text("next", .init("Next")) { $0.next?.iso8601 },
        .text("last", .init("Last", mayBeLeftOut: true)) { $0.last.first?.taken.dueAt.iso8601 },
        .text("lastState", .init("Came to", mayBeLeftOut: true)) { $0.last.first?.state.rawValue },
        .text("id", .init("Id"), isDefault: false) { $0.schedule.id.description },
    ]

    private var command: String { schedule.request.words.joined(separator: " ") }

    /// `02:30:00`
    private var timeOfDay: String {
        let time = try? LocalTime(
            date: .latest,
            microsecondOfDay: schedule.timing.microsecondOfDay
        )
        return time.map { String($0.iso8601.split(separator: "T")[1]) } ?? ""
    }

    func write(_ session: Session, version: Int?) throws {
        if session.invocation.flag("json") || session.invocation.flag("jsonl") {
            var members = Self.fields.map { JSONValue.Member($0.name, $0.json(self)) }
            members.append(.init("runs", .array(last.map(\.json))))
            if let version { members.append(.init("version", .integer(version))) }
            return try session.writeJSON(.object(members))
        }
        let timing = schedule.timing
        var facts: [(name: String, value: TextTable.Cell)] = [
            ("Schedule", .init(schedule.key, .heading)),
            ("State", .init(schedule.state.rawValue)),
            ("Does", .init(command)),
            ("Every", .init("\(timing.every.iso8601) from \(timing.startsOn.iso8601)")),
            ("At", .init("\(timeOfDay) in \(timing.zone)")),
            ("Missed", .init(schedule.missed == .all ? "all are made up for" : "the last is")),
        ]
        if let next { facts.append(("Next", .init(next.iso8601))) }
        facts.append(("Id", .init(schedule.id.description, .quiet)))
        try session.write(try RecordOutput.facts(facts, session))
        if last.isEmpty { return }
        try session.write("\n" + (try RecordOutput.table(last, Run.fields, session)))
    }
}

extension ScheduleStanding.Run {
    fileprivate static let fields: [RecordField<ScheduleStanding.Run>] = [
        .text("due", .init("Due")) { $0.taken.dueAt.iso8601 },
        .text("taken", .init("Begun")) { $0.taken.takenAt.iso8601 },
        .text("state", .init("Came to")) { $0.state.rawValue },
        .text("job", .init("Job")) { $0.taken.job.description },
    ]

    fileprivate var json: JSONValue { .record(self, Self.fields) }
}
