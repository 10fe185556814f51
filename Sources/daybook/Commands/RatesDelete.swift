import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let ratesDelete = Command(
        ["rates", "delete"],
        summary: "Remove a rate: the one before it holds on",
        arguments: [Session.pairArgument, Session.rateDayArgument],
        options: [Session.versionOption, .flag("dry-run", "Change nothing")],
        examples: [Example("daybook rates delete EUR/USD 2026-01-05", "It was never so")],
        exits: [
            ExitNote(.notFound, "no rate of the two begins then"),
            ExitNote(.notAllowed, "whoever acts may not change rates"),
            ExitNote(.conflict, "somebody else has changed it"),
        ],
        run: { session in
            let changed = try session.changing("rate.delete") { connection in
                let stored = try session.namedRate(connection)
                try session.requireVersion(of: stored.id, .rate, connection)
                try RateRepository(connection).delete(stored)
                return (stored.rate, try WrittenRecord(stored, isGone: true, connection))
            }
            let (rate, written) = changed.answer
            try session.report("removed \(rate.sentence)", written, entry: changed.entry)
        }
    )
}
