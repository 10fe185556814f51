import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

extension Command {
    static let eventsIngest = Command(
        ["events", "ingest"],
        summary: "Read usage events into the ledger",
        discussion: """
            An event is known by its source and id, for ever: the same event again is counted and \
            left out, the same identity with other content is reported and the first stands. What \
            is no event is listed with its line and reason; all others are stored. Events that \
            nobody will pay for as things stand are stored as well: see `events unbilled`.

            After a crash or Ctrl-C the same command goes on where the last one stopped, and ends \
            with the same answer.
            """,
        arguments: [
            ArgumentSpec(
                "FILE",
                "The file with the events; - or nothing for standard input",
                kind: .path(.file),
                count: .optional
            )
        ],
        options: [
            .value(
                "format",
                "FORMAT",
                .choice(EventFormat.allCases.map(\.rawValue)),
                "How the events lie in the file",
                default: .described("by the name of the file: .json, .csv, else ndjson")
            ),
            .value(
                "dialect",
                "NAME",
                .choice(EventDialect.allCases.map(\.rawValue)),
                "Whose form the events have",
                default: .value(EventDialect.cloudEvents.rawValue)
            ),
            .value(
                "column",
                "MEMBER=NAME",
                .text,
                "Which column of a CSV file holds a member of the form",
                isRepeatable: true
            ),
            .value(
                "batch",
                "N",
                .integer(1...1_000_000),
                "How many events are written at once",
                default: .described("\(EventBatchSource.standardSize)")
            ),
            .flag("dry-run", "Say how it would go and store nothing"),
        ],
        examples: [
            Example("daybook events ingest usage.ndjson", "Read a file of CloudEvents"),
            Example(
                "daybook events ingest --dialect togai events.json",
                "Read a batch in Togai's form"
            ),
        ],
        exits: [
            ExitNote(.wrongUsage, "some entries are no events; all others are stored"),
            ExitNote(.stopped),
        ],
        run: { session in
            var ingest = try IngestRun(session)
            try ingest.run()
        }
    )
}

/// One run of the command.
private struct IngestRun {
    private let session: Session
    private let file: EventFile
    private let isDryRun: Bool
    private var ingest: EventIngest

    init(_ session: Session) throws {
        self.session = session
        let invocation = session.invocation
        let word = invocation.optionalArgument("FILE") ?? "-"
        file = EventFile(
            word == "-" ? EventFile.standardInput : word,
            EventDialect(rawValue: invocation.certainText("dialect")) ?? .cloudEvents,
            invocation.text("format").flatMap { EventFormat(rawValue: $0) },
            columns: try Self.columns(session)
        )
        isDryRun = invocation.flag("dry-run")
        if !isDryRun {
            try session.requireWriting()
            try session.requirePermission("event.ingest")
        }
        ingest = try EventIngest(
            session.ledger(),
            origin: try file.origin(),
            zone: try session.organisationZone(),
            zones: session.zoneRules,
            at: session.now(),
            by: session.act("event.ingest")
        )
    }

    private static func columns(_ session: Session) throws -> [String: String] {
        var columns: [String: String] = [:]
        for (member, column) in try session.pairs("column") { columns[column] = member }
        return columns
    }

    mutating func run() throws {
        Interrupts.hold()
        var progress = IngestProgress(session, ingest, total: try? Files.size(of: file.path))
        let (file, setting) = (file, ingest.setting)
        let place = EventPlace(line: ingest.line, end: ingest.end)
        let size = session.invocation.integer("batch") ?? EventBatchSource.standardSize
        let batches = Ahead {
            var source = try file.batches(behind: place, setting, size: size)
            return { try source.next() }
        }
        defer { batches.stop() }
        var problems: [IngestProblem] = []
        if isDryRun {
            problems = try ingest.rehearse {
                try Self.checkInterrupt()
                return try batches.next(check: Self.checkInterrupt)
            }
        } else {
            try session.asJob(session.request()) { job in
                while let batch = try batches.next(check: Self.checkInterrupt) {
                    try write(batch, job)
                    try progress.show(ingest)
                    if !batch.isLast { try Self.checkInterrupt(job) }
                }
                problems = try ingest.problems()
                for problem in problems { job.list("line \(problem.line)", problem.reason) }
            }
            // What a meter that came later was stopped at, and what was never looked at.
            try RollupBackfill(session.ledger()).run { try Self.checkInterrupt() }
        }
        try progress.clear()
        try IngestAnswer(counts: ingest.counts, problems: problems, isDryRun: isDryRun)
            .write(session)
    }

    /// Where a disk is full or fails, people must know that the batches before are in the ledger.
    private mutating func write(_ batch: EventBatch, _ job: RunningJob) throws {
        do {
            try ingest.write(batch, job)
        } catch let error as LedgerError where ingest.counts.read > 0 {
            let reason: String
            switch error {
            case .full: reason = "the disk is full"
            case .unusable(_, let why): reason = why
            case .missing, .exists, .foreign, .newer, .older, .damaged, .busy, .inUse, .unrelated,
                .readOnly, .refused:
                throw error
            }
            let stored = Texts.count(ingest.counts.stored, "event", plural: "events")
            throw Failure(
                .failed,
                "stopped behind line \(Texts.count(ingest.line)) of \(file.path): \(reason); "
                    + "up to there \(stored) are stored",
                advice: "make room and give the same command again: it goes on there",
                instance: file.path
            )
        }
    }

    private static func checkInterrupt(_ job: RunningJob) throws {
        if job.isCancelled { throw stopped }
        try checkInterrupt()
    }

    private static func checkInterrupt() throws {
        if Interrupts.isPending { throw stopped }
    }

    private static var stopped: Failure {
        Failure(
            .stopped,
            "stopped; the batches that were read are stored",
            advice: "run the same command again to go on"
        )
    }
}
