import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let ratesShow = Command(
        ["rates", "show"],
        summary: "Show the rate of two currencies that holds on a day",
        discussion: "Where there is none that way round, it shows the one for the other.",
        arguments: [Session.pairArgument],
        options: [
            .value("at", "DATE", .date, "The day", default: .described("today"))
        ],
        examples: [Example("daybook rates show EUR/USD --at 2026-01-31", "The rate of that day")],
        exits: [ExitNote(.notFound, "no rate of the two holds then")],
        run: { session in
            try session.read { connection in
                let asked = try session.pair(session.invocation.argument("PAIR"), connection)
                let day = try session.date("at") ?? session.today(connection)
                let rates = RateRepository(connection)
                // Who asks for the other way round is shown the rate that there is.
                let found =
                    try rates.rate(of: asked, on: day)
                    ?? rates.rate(of: asked.inverse, on: day)
                guard let stored = found else {
                    throw RateError.missing(asked, on: day, first: nil)
                }
                let pair = stored.rate.pair
                let version = try RecordVersions(connection).version(of: stored.id, .rate)
                if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                    try session.writeJSON([
                        "id": .string(stored.id.description),
                        "base": .string(pair.base),
                        "quote": .string(pair.quote),
                        "date": .string(stored.rate.from.iso8601),
                        "rate": .decimal(stored.rate.rate),
                        "source": .string(stored.rate.source),
                        "version": version.map { .integer($0) } ?? .null,
                    ])
                    return
                }
                let facts: [(name: String, value: TextTable.Cell)] = [
                    ("Rate", .init("1 \(pair.base) = \(stored.rate.rate) \(pair.quote)", .heading)),
                    ("From", .init(stored.rate.from.iso8601)),
                    ("Source", .init(stored.rate.source.isEmpty ? "none" : stored.rate.source)),
                    ("Id", .init(stored.id.description, .quiet)),
                ]
                try session.write(try RecordOutput.facts(facts, session))
            }
        }
    )
}
