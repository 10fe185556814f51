import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let ratesList = Command(
        ["rates", "list"],
        summary: "List exchange rates, the latest first",
        options: [
            .value("base", "CODE", .currency, "Only rates for one of this currency"),
            .value("quote", "CODE", .currency, "Only rates in this currency"),
            .value("from", "DATE", .date, "Only rates of this day and later"),
            .value("to", "DATE", .date, "Only rates of this day and earlier"),
        ] + RateFields.list.options,
        examples: [
            Example("daybook rates list --base EUR --limit 20", "What a euro cost lately"),
            Example("daybook rates list --csv", "As a table for `rates create --file`"),
        ],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { session in
            var choice = RateRepository.Choice()
            choice.base = session.invocation.text("base")?.uppercased()
            choice.quote = session.invocation.text("quote")?.uppercased()
            choice.from = try session.date("from")
            choice.through = try session.date("to")
            choice.limit = .max
            let rates = try session.read { try RateRepository($0).list(choice) }
            try RateFields.list.write(rates, session)
        }
    )
}

/// The fields of a rate in lists.
enum RateFields {
    static let list = ShortList("rate", maker: "rates create", all)

    static let all: [RecordField<RateRepository.Stored>] = [
        .text("date", .init("From")) { $0.rate.from.iso8601 }.asked(as: .day),
        .text("base", .init("One")) { $0.rate.pair.base },
        RecordField(
            "rate",
            .init("Costs", .right),
            cell: { .init("\($0.rate.rate)") },
            json: { .decimal($0.rate.rate) }
        ),
        .text("quote", .init("")) { $0.rate.pair.quote },
        .text("source", .init("Source", cutTo: 12, mayBeLeftOut: true)) { $0.rate.source },
        .text("id", .init("Id"), isDefault: false) { $0.id.description },
    ]
}
