import DaybookStore
import DaybookWire
import TerminalKit

/// How an import went, as people and scripts read it.
struct ImportAnswer {
    private let tally: ImportTally
    private let order: ImportOrder
    private let isDryRun: Bool

    /// Problems that people are shown; scripts get all that are kept.
    private static let mostShown = 20

    init(_ tally: ImportTally, _ order: ImportOrder, isDryRun: Bool) {
        (self.tally, self.order, self.isDryRun) = (tally, order, isDryRun)
    }

    func write(_ session: Session) throws {
        let invocation = session.invocation
        if invocation.flag("json") || invocation.flag("jsonl") {
            try session.writeJSON(json)
        } else if invocation.flag("csv") {
            let names = ImportTally.Counts().all.map(\.name)
            try session.writeCSV(["kind"] + names)
            for (kind, counts) in tally.kinds {
                try session.writeCSV([kind.name] + counts.all.map { "\($0.count)" })
            }
        } else if !invocation.flag("quiet") {
            try session.write(text(session))
        }
        if tally.refusedCount > 0 { throw refusal }
    }

    /// Says what became of the rest.
    private var refusal: Failure {
        let count = tally.refusedCount
        let what = "\(Texts.count(count, "record")) \(count == 1 ? "was" : "were") refused"
        let rest =
            switch (order.isKeepingValid, isDryRun) {
            case (true, false): "all others are stored"
            case (true, true): "all others would be stored"
            case (false, _): "nothing is stored"
            }
        let isConflict = tally.invalidCount == 0 && !order.isKeepingValid
        return Failure(
            isConflict ? .conflict : .wrongUsage,
            "\(what); \(rest)",
            advice: order.isKeepingValid
                ? nil
                : isConflict
                    ? "--update says to change what is there"
                    : "mend the files, or store the others with --keep-valid"
        )
    }

    private var json: JSONValue {
        let kinds = tally.kinds.map { kind, counts -> JSONValue in
            let members = counts.all.map { JSONValue.Member($0.name, .integer($0.count)) }
            return .object([.init("kind", .string(kind.name))] + members)
        }
        let problems = tally.problems.map { problem -> JSONValue in
            [
                "kind": .string(problem.subject.name), "file": .string(problem.file),
                "line": problem.line.map { .integer($0) } ?? .null,
                "field": .text(problem.field), "conflict": .bool(problem.isConflict),
                "problem": .string(problem.problem),
            ]
        }
        let journal = tally.entries.map { entries -> JSONValue in
            ["from": .integer(entries.lowerBound), "to": .integer(entries.upperBound)]
        }
        return .object([
            .init("kinds", .array(kinds)), .init("problems", .array(problems)),
            .init("journal", journal ?? .null),
        ])
    }

    private func text(_ session: Session) throws -> String {
        let names = ImportTally.Counts().all.map(\.name)
        var table = TextTable(
            [.init("")] + names.map { .init($0, .right) },
            profile: try session.textProfile(),
            usesColor: try session.usesColor()
        )
        for (kind, counts) in tally.kinds {
            table.add(
                [.init(kind.name)]
                    + counts.all.map { name, count in
                        let isBad = (name == "conflicting" || name == "invalid") && count > 0
                        return .init(Texts.count(count), isBad ? .bad : .plain)
                    }
            )
        }
        var text = table.text(width: nil)
        for problem in tally.problems.prefix(Self.mostShown) {
            text += Words.line(problem.words) + "\n"
        }
        let hidden = tally.refusedCount - min(tally.problems.count, Self.mostShown)
        if hidden > 0 {
            text += "and \(Texts.count(hidden)) more; --json lists a thousand\n"
        }
        if isDryRun { text += "nothing was written\n" }
        return text
    }
}
