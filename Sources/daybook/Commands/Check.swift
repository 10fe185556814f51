import DaybookLive
import DaybookStore
import DaybookWire

extension Command {
    static let check = Command(
        ["check"],
        summary: "Check the whole ledger: file, references, rules, usage, journal",
        discussion: """
            Reads every page and every event and changes nothing; others may go on working. What \
            is wrong is listed, with what to do about it. Usage must be billed once, or wait for a \
            run, or be listed by `events unbilled`.

            What is rolled up of usage follows from the events: --rebuild-usage makes it again \
            before the check.
            """,
        options: [
            .flag("skip-usage", "Do not roll up all events once more to compare"),
            .flag("rebuild-usage", "Make the rollups of all meters again from the events"),
        ],
        exclusive: [["skip-usage", "rebuild-usage"]],
        examples: [Example("daybook check", "See whether the ledger is sound")],
        exits: [
            ExitNote(.notFound, "there is no ledger"),
            ExitNote(.ledgerDamaged, "something is wrong"),
            ExitNote(.stopped),
        ],
        run: { session in
            Interrupts.hold()
            if session.invocation.flag("rebuild-usage") { try rebuildUsage(session) }
            let ledger = try session.ledgerForReading()
            let problems = try problems(of: ledger, session)
            try report(problems, ledger, session)
            if let first = problems.first {
                let rest = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
                throw Failure(
                    .ledgerDamaged,
                    "\(ledger.path) is damaged: \(first)\(rest)",
                    advice: "`daybook restore` goes back to a backup, `daybook salvage` saves "
                        + "what can be read",
                    instance: ledger.path
                )
            }
        }
    )

    private static func rebuildUsage(_ session: Session) throws {
        try session.requireWriting()
        try session.requirePermission("event.roll-up")
        var line = ProgressLine(session)
        var pieces = 0
        try RollupBackfill(session.ledger()).rebuild {
            try ProgressLine.checkInterrupt("stopped; the next import or check goes on")
            pieces += 1
            try line.show("rolling up", pieces, of: nil)
        }
        try line.clear()
    }

    private static func problems(of ledger: Ledger, _ session: Session) throws -> [String] {
        var line = ProgressLine(session)
        defer { try? line.clear() }
        let health = try ledger.inspect { connection in
            try connection.stopping(when: { Interrupts.isPending }) {
                try LedgerHealth(connection) { part, done, total in
                    try line.show(part, done, of: total)
                }
            }
        }
        guard let health else { throw stopped }
        var problems = health.problems
        // What cannot be read is told of already.
        if health.isReadable {
            problems += try zoneProblems(of: ledger, session)
            if !session.invocation.flag("skip-usage") {
                problems += try findings("what is rolled up of usage") {
                    try usageProblems(of: ledger, &line)
                }
                problems += try findings("what accounts were billed") {
                    try billingProblems(of: ledger, session, &line)
                }
            }
        }
        return try problems
            + findings("the journal") {
                try ledger.verifyJournal().fault.map { [JournalWords.sentence($0)] } ?? []
            }
    }

    private static var stopped: Failure { Failure(.stopped, "stopped; nothing was changed") }

    /// What one part of the check finds; that it cannot read what it looks at is a finding too, and
    /// ends no other part.
    private static func findings(_ part: String, _ body: () throws -> [String]) throws -> [String] {
        do {
            return try body()
        } catch {
            let failure = FailureReport.failure(of: error)
            if failure.kind == .stopped || isOfTheWorld(error) { throw error }
            return ["\(part) cannot be checked: \(failure.detail)"]
        }
    }

    /// Whether something stands in the way that the ledger cannot help: that is no damage.
    private static func isOfTheWorld(_ error: any Error) -> Bool {
        guard let error = error as? LedgerError else { return error is FileError }
        return switch error {
        case .damaged, .refused: false
        case .missing, .exists, .foreign, .newer, .older, .busy, .inUse, .unrelated, .full,
            .readOnly, .unusable:
            true
        }
    }

    /// Zones that the system has no rules for, and who is in them.
    private static func zoneProblems(of ledger: Ledger, _ session: Session) throws -> [String] {
        try ledger.read { try LedgerZones($0).all }.compactMap { zone in
            do {
                _ = try session.zoneRules(zone.name)
                return nil
            } catch let error as ZoneLibraryError {
                return "\(FailureReport.failure(of: error).detail), where \(zone.owners) is"
            }
        }
    }

    private static func usageProblems(
        of ledger: Ledger,
        _ line: inout ProgressLine,
    ) throws -> [String] {
        let problems = try ledger.read { connection in
            try connection.stopping(when: { Interrupts.isPending }) {
                try RollupCheck(connection).problems { meter in
                    try line.show("usage of \(meter)", 0, of: nil)
                }
            }
        }
        guard let problems else { throw stopped }
        return problems
    }

    /// That usage is billed once, or waits, or is listed.
    private static func billingProblems(
        of ledger: Ledger,
        _ session: Session,
        _ line: inout ProgressLine,
    ) throws -> [String] {
        let setting = BillingRun.Setting(asOf: try session.now(), zone: session.zoneRules)
        let faulty = try BillingCompleteness(ledger, setting).faultyAccounts { count in
            try ProgressLine.checkInterrupt("stopped; nothing was changed")
            try line.show("what accounts were billed", count, of: nil)
            return true
        }
        return faulty.map { "usage of \($0) is neither billed as it came nor waiting to be" }
    }

    private static func report(
        _ problems: [String],
        _ ledger: Ledger,
        _ session: Session,
    ) throws {
        if session.invocation.flag("json") || session.invocation.flag("jsonl") {
            try session.writeJSON([
                "ledger": .string(ledger.path),
                "sound": .bool(problems.isEmpty),
                "problems": .array(problems.map { .string($0) }),
            ])
        } else if session.invocation.flag("csv") {
            try session.writeCSV(["problem"])
            for problem in problems { try session.writeCSV([problem]) }
        } else if problems.isEmpty {
            if session.invocation.flag("quiet") { return }
            try session.write(Words.line("\(ledger.path) is sound") + "\n")
        } else {
            for problem in problems { try session.write(Words.line(problem) + "\n") }
        }
    }
}
