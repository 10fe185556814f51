import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let ratesConvert = Command(
        ["rates", "convert"],
        summary: "Convert an amount into another currency, as of a day",
        discussion: """
            The last rate on or before the day holds. Where there is only one of the other \
            direction, the amount is divided by it. Where there is neither, it goes by way of the \
            organisation's currency, never by more. The result is rounded once, to the minor \
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
                let amount = try session.money(invocation.argument("AMOUNT"), from, of: "AMOUNT")
                let day = try session.date("at") ?? session.today(connection)
                return try RateRepository(connection).convert(amount, to: to, on: day)
            }
            try show(conversion, session)
        }
    )

    private static func show(_ conversion: Conversion, _ session: Session) throws {
        if session.invocation.flag("json") || session.invocation.flag("jsonl") {
            return try session.writeJSON(json(conversion))
        }
        var words =
            "\(conversion.amount.groupedText) \(conversion.amount.currency) = "
            + "\(conversion.result.groupedText) \(conversion.result.currency)"
        if !conversion.steps.isEmpty, !session.invocation.flag("quiet") {
            words += "   " + conversion.steps.map(text).joined(separator: ", then ")
            if let through = conversion.through { words += "   by way of \(through)" }
            let sources = conversion.steps.map(\.rate.source).filter { !$0.isEmpty }
            if let first = sources.first {
                let others = sources.dropFirst().filter { $0 != first }
                words += "   " + ([first] + others).joined(separator: ", ")
            }
        }
        try session.write(Words.line(words) + "\n")
    }

    /// `EUR/USD 1.0921 of 2026-01-05, divided by`
    private static func text(_ step: Conversion.Step) -> String {
        "\(step.rate.pair) \(step.rate.rate) of \(step.rate.from.iso8601)"
            + (step.isInverse ? ", divided by" : "")
    }

    /// The rate itself where there is one, and every step where there are more.
    private static func json(_ conversion: Conversion) -> JSONValue {
        let only = conversion.steps.count == 1 ? conversion.steps.first : nil
        return [
            "from": conversion.amount.jsonObject,
            "to": conversion.result.jsonObject,
            "pair": .text(only.map { "\($0.rate.pair)" }),
            "rate": only.map { .decimal($0.rate.rate) } ?? .null,
            "date": .text(only?.rate.from.iso8601),
            "inverse": .bool(only?.isInverse ?? false),
            "through": .text(conversion.through),
            "steps": .array(
                conversion.steps.map { step in
                    [
                        "pair": .string("\(step.rate.pair)"), "rate": .decimal(step.rate.rate),
                        "date": .string(step.rate.from.iso8601),
                        "inverse": .bool(step.isInverse),
                    ]
                }
            ),
        ]
    }
}
