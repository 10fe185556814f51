import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let invoicesExplain = Command(
        ["invoices", "explain"],
        summary: "Show how the amounts of an invoice came about",
        discussion: """
            The steps are those that were written down when the line was billed: nothing is \
            computed anew.
            """,
        arguments: [
            ArgumentSpec("INVOICE", "The invoice's number or id"),
            ArgumentSpec("LINE", "Only this line", kind: .integer(1...Int.max), count: .optional),
        ],
        examples: [Example("daybook invoices explain INV-2026-0007 2", "Its second line")],
        exits: [ExitNote(.notFound, "there is no such invoice or line")],
        run: { session in
            let word = session.invocation.argument("INVOICE")
            let position = session.invocation.optionalArgument("LINE").flatMap { Int($0) }
            let lines = try session.read { connection in
                let repository = InvoiceRepository(connection)
                guard let invoice = try Session.inAnyCase(word, repository.find) else {
                    throw Failure.notFound("invoice", word, list: "invoices list")
                }
                return try repository.lines(of: invoice)
                    .filter { position == nil || $0.position == position }
            }
            if lines.isEmpty {
                throw Failure(.notFound, "\(Words.quoted(word)) has no such line")
            }
            let explained = lines.map(ExplainedLine.init)
            if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                try session.writeJSON(["lines": .array(explained.map(\.json))])
            } else {
                try session.write(explained.map(\.text).joined(separator: "\n"))
            }
        }
    )
}

/// A line with the steps of its derivation.
private struct ExplainedLine {
    let line: InvoiceLine
    private let steps: [String]

    init(_ line: InvoiceLine) {
        self.line = line
        steps =
            (line.origin?.derivations.flatMap(\.steps).map(\.description) ?? [])
            + line.credits.map { "less \($0.amount.amount) of credit \($0.credit)" }
    }

    var json: JSONValue {
        [
            "position": .integer(line.position),
            "description": .string(line.description),
            "period": line.period.json,
            "quantity": .decimal(line.quantity.value),
            "amount": line.amount.json,
            "cause": .text(line.origin?.cause.rawValue),
            "steps": .array(steps.map { .string($0) }),
        ]
    }

    var text: String {
        let amount = "\(line.amount.groupedText) \(line.amount.currency)"
        let title = "\(line.position)  \(line.description), \(Texts.days(line.period)): \(amount)"
        let reason = steps.isEmpty ? ["written by hand, or taken over from elsewhere"] : steps
        return ([title] + reason.map { "   \($0)" }).map { Words.line($0) + "\n" }.joined()
    }
}
