// What lives in this folder: what is done again and again by the calendar, and when. Who does it
// is for others to know.

/// A command that is given by the calendar.
package struct Schedule: Hashable, Sendable {
    package let id: RecordID
    package let key: String
    package var request: CommandRequest
    package var timing: Timing
    package var missed: Missed
    package var state: State
    /// Times up to this one are nobody's: the schedule was not there, or timed otherwise.
    package var since: Instant
    package let createdAt: Instant

    /// When it is due: first on a day, then in steady steps from there.
    package struct Timing: Hashable, Sendable {
        package var startsOn: CivilDate
        package var microsecondOfDay: Int64
        package var every: CalendarDuration
        /// The name of the zone whose clock is meant.
        package var zone: String

        package init(
            startsOn: CivilDate,
            microsecondOfDay: Int64,
            every: CalendarDuration,
            zone: String,
        ) {
            self.startsOn = startsOn
            self.microsecondOfDay = microsecondOfDay
            self.every = every
            self.zone = zone
        }
    }

    /// What is done where several times have passed and nobody was there.
    package enum Missed: String, CaseIterable, Sendable {
        /// The last of them stands for all.
        case last
        /// Each of them, the first one first.
        case all
    }

    package enum State: String, CaseIterable, Sendable {
        case active, paused
    }

    package init(
        id: RecordID,
        key: String,
        request: CommandRequest,
        timing: Timing,
        missed: Missed,
        state: State = .active,
        since: Instant,
        createdAt: Instant,
    ) {
        self.id = id
        self.key = key
        self.request = request
        self.timing = timing
        self.missed = missed
        self.state = state
        self.since = since
        self.createdAt = createdAt
    }
}

extension Schedule {
    /// What is asked for at a time that was due. `{date}` stands for its day, which is also the day
    /// as of which is billed unless another is named: a run that is late bills no more for that.
    package func request(dueOn date: String) -> CommandRequest {
        var request = request.replacing("{date}", with: date)
        if request.command == "bill run", request.options["as-of"] == nil {
            request.options["as-of"] = [date]
        }
        return request
    }
}

/// What holds for every schedule.
package enum ScheduleRules {
    /// The commands that may be given by the calendar. Each of them is safe to give twice, so that
    /// one which was interrupted is given again.
    package static let commands = [
        "backup", "bill run", "events ingest", "invoices approve", "invoices collect",
        "invoices give-up", "invoices issue", "invoices recalculate", "invoices write-off",
        "workflows run",
    ]

    /// What ends its process so often is not begun by itself any more.
    package static let mostAttempts = 3

    package static func check(_ schedule: Schedule) throws(ScheduleError) {
        if !PartyRules.isKey(schedule.key) { throw .badKey(schedule.key) }
        if !commands.contains(schedule.request.command) {
            throw .notForSchedules(schedule.request.command)
        }
        if schedule.request.command == "events ingest",
            schedule.request.arguments.first ?? "-" == "-"
        {
            throw .noFile
        }
        let every = schedule.timing.every
        if !every.hasCalendarPart, every.exactMicroseconds < Microseconds.inMinute {
            throw .tooOften
        }
    }
}

/// Why a schedule cannot be so.
package enum ScheduleError: Error, Hashable, Sendable {
    case badKey(String)
    case exists(String)
    case notForSchedules(String)
    /// Nobody is there to type the events.
    case noFile
    /// More than once a minute.
    case tooOften
}
