package import DaybookCore
internal import DaybookShapes
internal import DaybookWire

// What lives in this folder: schedules in the ledger, and taking what is due, once. When something
// is due is computed in `DaybookCore/Schedules`; what then happens is a command's.

/// The schedules of a ledger. There are few: all of them are read at once.
package struct ScheduleRepository {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// By key.
    package func all() throws -> [Schedule] {
        try connection.all("\(Self.selection) ORDER BY key", [], Self.schedule)
    }

    package func find(_ idOrKey: String) throws -> Schedule? {
        try connection.first(
            "\(Self.selection) WHERE key = ?1 OR id = ?2",
            [.text(idOrKey), .text(idOrKey.uppercased())],
            Self.schedule
        )
    }

    /// A time that was due and has been taken.
    package struct Taken: Hashable, Sendable {
        package let dueAt: Instant
        package let takenAt: Instant
        package let job: RecordID
    }

    /// The latest first.
    package func taken(_ schedule: RecordID, limit: Int) throws -> [Taken] {
        try connection.all(
            """
            SELECT due_at, taken_at, jobs.id
            FROM schedule_runs JOIN jobs ON jobs.row = job
            WHERE schedule = ? ORDER BY due_at DESC LIMIT ?
            """,
            [.id(schedule), .integer(limit)]
        ) { row in
            Taken(dueAt: try row.instant(0), takenAt: try row.instant(1), job: try row.id(2))
        }
    }

    /// The time up to which nothing is due any more.
    package func end(of schedule: Schedule) throws -> Instant {
        max(schedule.since, try taken(schedule.id, limit: 1).first?.dueAt ?? schedule.since)
    }

    // MARK: - Writing

    package func insert(_ schedule: Schedule) throws {
        try ScheduleRules.check(schedule)
        if try find(schedule.key) != nil { throw ScheduleError.exists(schedule.key) }
        try connection.run(
            """
            INSERT INTO schedules (id, key, request, starts_on, time_of_day, every, zone, missed,
                state, since, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [.id(schedule.id), .text(schedule.key)] + Self.values(schedule) + [
                .instant(schedule.createdAt)
            ]
        )
    }

    /// Writes a schedule anew, if it still is at the version that it was read at.
    package func update(_ schedule: Schedule, from version: Int) throws {
        try ScheduleRules.check(schedule)
        try RecordVersions(connection).require(version, of: schedule.id, .schedule)
        try connection.run(
            """
            UPDATE schedules SET request = ?2, starts_on = ?3, time_of_day = ?4, every = ?5,
                zone = ?6, missed = ?7, state = ?8, since = ?9
            WHERE id = ?1
            """,
            [.id(schedule.id)] + Self.values(schedule)
        )
    }

    /// What it has done stays known by its id, in case it comes back.
    package func delete(_ schedule: Schedule) throws {
        try connection.run("DELETE FROM schedules WHERE id = ?", [.id(schedule.id)])
    }

    private static func values(_ schedule: Schedule) -> [SQLValue] {
        let timing = schedule.timing
        return [
            .text(RequestFile(schedule.request).text), .date(timing.startsOn),
            .integer(timing.microsecondOfDay), .text(timing.every.iso8601), .text(timing.zone),
            .text(schedule.missed.rawValue), .text(schedule.state.rawValue),
            .instant(schedule.since),
        ]
    }

    private static let selection = """
        SELECT id, key, request, starts_on, time_of_day, every, zone, missed, state, since,
            created_at
        FROM schedules
        """

    private static func schedule(_ row: Row) throws -> Schedule {
        Schedule(
            id: try row.id(0),
            key: row.text(1),
            request: try JobRepository.request(row.text(2)),
            timing: Schedule.Timing(
                startsOn: try row.date(3),
                microsecondOfDay: row.integer(4),
                every: try duration(row.text(5)),
                zone: row.text(6)
            ),
            missed: try row.choice(7),
            state: try row.choice(8),
            since: try row.instant(9),
            createdAt: try row.instant(10)
        )
    }

    private static func duration(_ text: String) throws -> CalendarDuration {
        do {
            return try CalendarDuration(iso8601: text)
        } catch {
            throw UnreadableValue(expected: "a duration", found: text)
        }
    }
}

extension RecordKind {
    package static var schedule: RecordKind { .init(table: "schedules", noun: "schedule") }
}
