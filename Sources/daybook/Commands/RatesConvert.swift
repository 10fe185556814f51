import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let ratesConvert = Command(
        ["rates", "convert"],
        summary: "Convert an amount into another currency, as of a day",
        discussion: """
            The last rate on or before the day holds. Where there is only one of the other \
            direction, the amount is divided by it. The result is rounded once, to the minor \
            unit, half away from zero.
            """,
        arguments: [
            ArgumentSpec("AMOUNT", "The amount", kind: .amount),
            ArgumentSpec("FROM", "Its currency", kind: .currency),
            ArgumentSpec("TO", "The currency that is wanted", kind: .currency),
        ],
        options: [
            .value("at", "DATE", .date, "The day", default: .described("today"))
        ],
        examples: [
            Example("daybook rates convert 100.00 EUR USD --at 2026-01-31", "By that day's rate")
        ],
        exits: [ExitNote(.notFound, "no rate of the two holds then")],
        run: { session in
            let invocation = session.invocation
            let conversion = try session.read { connection in
                let from = try session.currency(invocation.argument("FROM"), connection)
                let to = try session.currency(invocation.argument("TO"), connection)
                let amount = try session.money(invocation.argument("AMOUNT"), from)
                let day = try session.date("at") ?? session.today(connection)
                return try RateRepository(connection).convert(amount, to: to, on: day)
            }
            try show(conversion, session)
        }
    )

    private static func show(_ conversion: Conversion, _ session: Session) throws {
        let rate = conversion.rate
        if session.invocation.flag("json") || session.invocation.flag("jsonl") {
            try session.writeJSON([
                "from": conversion.amount.jsonObject,
                "to": conversion.result.jsonObject,
                "pair": .text(rate.map { "\($0.pair)" }),
                "rate": rate.map { .decimal($0.rate) } ?? .null,
                "date": .text(rate?.from.iso8601),
                "inverse": .bool(conversion.isInverse),
            ])
            return
        }
        var words =
            "\(conversion.amount.groupedText) \(conversion.amount.currency) = "
            + "\(conversion.result.groupedText) \(conversion.result.currency)"
        if let rate, !session.invocation.flag("quiet") {
            words += "   \(rate.pair) \(rate.rate) of \(rate.from.iso8601)"
            if conversion.isInverse { words += ", divided by" }
            if !rate.source.isEmpty { words += "   \(rate.source)" }
        }
        try session.write(Words.line(words) + "\n")
    }
}
