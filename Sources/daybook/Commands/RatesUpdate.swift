import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let ratesUpdate = Command(
        ["rates", "update"],
        summary: "Correct a rate",
        discussion: "What was converted with it before stays as it was.",
        arguments: [Session.pairArgument, Session.rateDayArgument],
        options: [
            .value("rate", "RATE", .text, "What one of the first currency costs in the second"),
            .value("source", "TEXT", .text, "Who says so"),
        ] + RecordInput.options + [
            Session.versionOption, .flag("dry-run", "Check the change and make none"),
        ],
        exclusive: RecordInput.exclusive,
        examples: [
            Example("daybook rates update EUR/USD 2026-01-05 --rate 1.0931", "It was misread")
        ],
        exits: [
            ExitNote(.notFound, "no rate of the two begins then"),
            ExitNote(.notAllowed, "whoever acts may not change rates"),
            ExitNote(.conflict, "somebody else has changed it"),
        ],
        run: { session in
            let input = try RecordInput(session, members: ["rate", "source"])
            let changed = try session.changing("rate.update") { connection in
                var stored = try session.namedRate(connection)
                let old = stored.rate
                stored.rate = try ExchangeRate(
                    old.pair,
                    from: old.from,
                    rate: input.number("rate", "write a rate, such as 1.0921") ?? old.rate,
                    source: input.optionalText("source", old.source) ?? ""
                )
                let version = try session.version(of: stored.id, .rate, connection)
                try RateRepository(connection).update(stored, from: version)
                return (stored.rate, try WrittenRecord(stored, connection))
            }
            let (rate, written) = changed.answer
            try session.report("changed \(rate.sentence)", written, entry: changed.entry)
        }
    )
}

extension ExchangeRate {
    /// `the rate of EUR/USD from 2026-01-05: 1.0921`
    var sentence: String { "the rate of \(pair) from \(from.iso8601): \(rate)" }
}
