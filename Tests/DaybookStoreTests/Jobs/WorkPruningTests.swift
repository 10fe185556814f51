import DaybookCore
import DaybookStore
import TestRigs
import Testing

/// What went by itself is forgotten when it is long over, and nothing else is.
@Suite struct WorkPruningTests {
    private static let holder = JobHolder(name: "this", isThere: { _ in true })

    private static func day(_ day: Int) throws -> Instant {
        try BillableLedger.start.adding(microseconds: Int64(day) * 86_400_000_000)
    }

    private static func next(_ number: Int, at day: Int) throws -> Job {
        Job(
            id: RecordID(bits: UInt128(7000 + number)),
            CommandRequest("x y"),
            by: "anna",
            begunAt: try Self.day(day)
        )
    }

    /// Each row begins with a ledger of its own, whose rules are checked at its end.
    @Test func whatIsOverIsForgottenByTheNextJobAndWhatIsLeftToDoIsNot() throws {
        for row in try TestFolder().rows("job-pruning.tsv") {
            let fresh = try FreshLedger(.throwaway)
            // A step that is noted has an entry of a workflow; here it is any entry.
            fresh.isLawful = !row[1].split(whereSeparator: { " ;".contains($0) }).contains("unseen")
            try fresh.open.change(.test) { connection in
                let world = SettingValue.World(currency: { _ in nil }, timeZone: { $0 })
                try SettingRepository(connection).set(
                    SettingValue(.jobsKeptFor, reading: row[0], in: world)
                )
            }
            try fresh.open.write { connection in
                for text in row[1].split(separator: ";") {
                    try Self.insert(text.split(separator: " ").map(String.init), connection)
                }
            }
            let end = try #require(Int(row[2]))
            _ = try fresh.open.beginJob(try Self.next(0, at: end), Self.holder)
            let left = try fresh.open.read { connection in
                try connection.all(
                    """
                    SELECT actor FROM jobs WHERE command = 'old'
                    UNION ALL SELECT actor FROM executions ORDER BY 1
                    """
                ) { $0.text(0) }
            }
            #expect(left.joined(separator: " ") == row[3], "\(row)")
        }
    }

    /// The names of rows are the actors: nothing else here has a use for these.
    private static func insert(_ words: [String], _ connection: Connection) throws {
        let (name, state) = (words[0], words[1])
        let at = try day(try #require(Int(words[2])))
        let id = RecordID(bits: UInt128(name.utf8.first ?? 0))
        if let state = state.split(separator: "-").last, words[1].hasPrefix("execution-") {
            return try insertExecution(
                name,
                id,
                String(state),
                at,
                isSeen: words.count < 4,
                connection
            )
        }
        let origin = words.count > 4 && words[3] == "of" ? words[4] : nil
        try connection.run(
            """
            INSERT INTO jobs (id, request, command, actor, state, holder, begun_at, ended_at, done,
                failed, retry_of)
            VALUES (?1, '{}', 'old', ?2, ?3, 'h', ?4, iif(?3 = 'running', NULL, ?4), 0, 1,
                (SELECT row FROM jobs WHERE actor = ?5))
            """,
            [.id(id), .text(name), .text(state), .instant(at), .text(origin)]
        )
        try connection.run(
            """
            INSERT INTO job_entries (job, position, subject, reason)
            SELECT row, 1, 's', 'r' FROM jobs WHERE actor = ?
            """,
            [.text(name)]
        )
        guard words.count > 5, words[3] == "due" else { return }
        try connection.run(
            """
            INSERT INTO schedule_runs (schedule, due_at, taken_at, job, attempts)
            SELECT ?1, ?2, 0, row, 1 FROM jobs WHERE actor = ?3
            """,
            [
                .id(RecordID(bits: UInt128(words[4].utf8.first ?? 0))),
                .instant(try day(try #require(Int(words[5])))), .text(name),
            ]
        )
    }

    private static func insertExecution(
        _ name: String,
        _ id: RecordID,
        _ state: String,
        _ at: Instant,
        isSeen: Bool,
        _ connection: Connection,
    ) throws {
        try connection.run(
            """
            INSERT INTO executions (id, workflow, definition, record, actor, state, step, due_at,
                depth, begun_at, ended_at)
            VALUES (?1, ?1, '', ?1, ?2, ?3, 2, iif(?3 = 'waiting', ?4, NULL), 0, ?4,
                iif(?3 = 'waiting', NULL, ?4))
            """,
            [.id(id), .text(name), .text(state), .instant(at)]
        )
        // Nobody has looked at the journal yet, so that any entry is behind what was seen.
        try connection.run(
            """
            INSERT INTO execution_steps (execution, position, step, at, outcome, entry)
            SELECT row, 1, 1, 0, 'done', iif(?, NULL, 1) FROM executions WHERE actor = ?
            """,
            [.integer(isSeen ? 1 : 0), .text(name)]
        )
    }

    /// Nobody waits for thousands that are over: some go with each job, until all are gone.
    @Test func manyAreForgottenAFewAtATime() throws {
        let fresh = try FreshLedger(.throwaway)
        try fresh.open.write { connection in
            for number in 0..<250 {
                try connection.run(
                    """
                    INSERT INTO jobs (id, request, command, actor, state, holder, begun_at,
                        ended_at, done, failed)
                    VALUES (?, '{}', 'old', 'a', 'done', 'h', 0, 1, 0, 0)
                    """,
                    [.id(RecordID(bits: UInt128(number)))]
                )
            }
        }
        var left = [250]
        for number in 0..<15 {
            let job = try fresh.open.beginJob(try Self.next(number, at: 0), Self.holder)
            try job.end(at: try Self.day(0))
            left.append(
                Int(
                    try fresh.open.read {
                        try $0.integer("SELECT count(*) FROM jobs WHERE command = 'old'")
                    }
                )
            )
        }
        // The first one looks at the clock of those that are so old themselves.
        #expect(left.prefix(4) == [250, 250, 230, 210])
        #expect(left.last == 0)
    }
}
