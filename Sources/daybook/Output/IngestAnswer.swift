import DaybookStore
import DaybookWire

/// How an ingest went, as people and scripts read it.
struct IngestAnswer {
    let counts: IngestCounts
    let problems: [IngestProblem]
    let isDryRun: Bool

    /// Problems that people are shown; scripts get all that are kept.
    private static let mostShown = 20

    func write(_ session: Session) throws {
        let invocation = session.invocation
        if invocation.flag("json") || invocation.flag("jsonl") {
            try session.writeJSON(json)
        } else if invocation.flag("csv") {
            try session.writeCSV(facts.map(\.name))
            try session.writeCSV(facts.map { "\($0.count)" })
        } else if !invocation.flag("quiet") {
            try session.write(text)
        }
        let invalid = counts.invalid
        if invalid > 0 {
            let rest = isDryRun ? "all others would be" : "all others are"
            throw Failure(
                .wrongUsage,
                invalid == 1
                    ? "1 entry is no event; \(rest) stored"
                    : "\(Texts.count(invalid)) entries are no events; \(rest) stored"
            )
        }
    }

    private var facts: [(name: String, count: Int)] {
        [
            ("read", counts.read), ("stored", counts.stored), ("duplicate", counts.duplicate),
            ("conflicting", counts.conflicting), ("invalid", counts.invalid),
            ("unbilled", counts.unbilled),
        ]
    }

    private var json: JSONValue {
        var members = facts.map { JSONValue.Member($0.name, .integer($0.count)) }
        if !problems.isEmpty {
            let list = problems.map { problem -> JSONValue in
                [
                    "line": .integer(problem.line),
                    "kind": .string(problem.kind.rawValue),
                    "reason": .string(problem.reason),
                ]
            }
            members.append(.init("problems", .array(list)))
        }
        return .object(members)
    }

    private var text: String {
        let verb = isDryRun ? "would be stored" : "stored"
        var parts = ["\(Texts.count(counts.read)) read"]
        parts.append("\(Texts.count(counts.stored)) \(verb)")
        for (name, count) in facts.dropFirst(2) where count > 0 {
            parts.append("\(Texts.count(count)) \(name)")
        }
        var text = Words.line(parts.joined(separator: ", ")) + "\n"
        for problem in problems.prefix(Self.mostShown) {
            text += Words.line("line \(problem.line): \(problem.reason)") + "\n"
        }
        let hidden = counts.invalid + counts.conflicting - min(problems.count, Self.mostShown)
        if hidden > 0 { text += "and \(Texts.count(hidden)) more; --json lists a thousand\n" }
        return text
    }
}
