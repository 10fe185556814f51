import DaybookCore
import DaybookLive
import DaybookStore
import TestRigs
import Testing

/// Trust: the real program is killed while it reads events; the same command again ends with the
/// same books and the same answer as one that nobody disturbed.
@Suite struct EventKillTests {
    @Test func aKilledIngestIsFinishedByTheSameCommand() throws {
        let folder = try ProgramFolder()
        let events = try folder.scratch.file("events.ndjson", containing: Self.events(3000))
        let clean = try Self.ledger(folder, "clean.db")
        let clock = ContinuousClock()
        let begin = clock.now
        let whole = try folder.run(Self.words(clean, events))
        let length = (clock.now - begin) / .milliseconds(1)
        #expect(whole.exitCode == 0, "\(whole.transcript)")
        let books = try Self.books(clean)

        var generator = SeededGenerator(seed: 7)
        for kill in 0..<ProgramFolder.killCount {
            var path = ""
            // Nobody knows when a machine is how far: whoever came too late comes earlier.
            var moment = length * Double.random(in: 0.2...0.9, using: &generator)
            for attempt in 0... {
                path = try Self.ledger(folder, "killed-\(kill)-\(attempt).db")
                if try folder.isKilled(Self.words(path, events), after: moment) { break }
                moment /= 2
            }
            if try Self.isUnfinished(path) {
                let end = try folder.run(Self.words(path, events))
                #expect(end.output == whole.output, "kill \(kill): \(end.transcript)")
            }
            #expect(try Self.books(path) == books, "kill \(kill)")
        }
    }

    /// Whether there is anything left to go on with, or nothing was done at all.
    private static func isUnfinished(_ path: String) throws -> Bool {
        try Ledger(opening: path).read { connection in
            try connection.integer(
                "SELECT count(*) FROM event_ingests WHERE finished_at IS NOT NULL"
            ) == 0
        }
    }

    private static func words(_ ledger: String, _ events: String) -> [String] {
        [
            "--ledger", ledger, "--now", "2026-11-20T12:00:00Z", "events", "ingest", events,
            "--batch", "250", "--json",
        ]
    }

    private static func ledger(_ folder: ProgramFolder, _ name: String) throws -> String {
        let path = folder.path(name)
        let result = try folder.run(["--ledger", path, "init", "--name", "Harbour"])
        try #require(result.exitCode == 0)
        let ledger = try Ledger(opening: path)
        let meter = try Meter(
            key: "bytes",
            eventType: "api",
            aggregation: .sum,
            valuePath: "$.bytes"
        )
        let act = Act(actor: "test", at: .epoch, cause: .command, action: "meter.create")
        try ledger.change(act) {
            try MeterRepository($0).insert(
                StoredMeter(id: RecordID(bits: 1), name: "B", meter: meter, createdAt: .epoch)
            )
        }
        return path
    }

    /// Everything about events that must not depend on how they came in.
    private static func books(_ path: String) throws -> [String] {
        let ledger = try Ledger(opening: path)
        return try ledger.read { connection in
            var lines = try connection.all(
                """
                SELECT events.row, event_sources.name, id, event_types.name, event_subjects.name,
                    time, stored_at, data
                FROM events JOIN event_sources ON event_sources.row = source
                    JOIN event_types ON event_types.row = type
                    JOIN event_subjects ON event_subjects.row = subject
                ORDER BY events.row
                """
            ) { row in (0..<8).map { row.text($0) }.joined(separator: "|") }
            var answers = MeterAnswers(connection)
            var query = MeterQuery()
            query.window = .hour
            query.groupBy = ["subject"]
            lines += try (answers.rows("bytes", query) ?? []).map { "\($0)" }
            lines += try RollupCheck(connection).problems()
            lines += try LedgerHealth(connection).problems
            return lines
        }
    }

    /// With some that come twice, and some that are none.
    private static func events(_ count: Int) -> String {
        var text = ""
        for number in 0..<count {
            let id = number % 50 == 49 ? number - 7 : number
            let minute = id % 60 < 10 ? "0\(id % 60)" : "\(id % 60)"
            text += """
                {"specversion":"1.0","id":"\(id * 7919 % 1_000_003)","source":"s","type":"api",\
                "subject":"tenant-\(id % 17)","time":"2026-11-1\(id / 1000)T10:\(minute):00Z",\
                "data":{"bytes":\(id).5}}

                """
        }
        return text
    }
}
