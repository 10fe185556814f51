import DaybookCore
import DaybookStore

extension Command {
    static let invoicesCompare = Command(
        ["invoices", "compare"],
        summary: "Show where an invoice differs from the one of the period before",
        discussion: """
            Without a second invoice it is the last one before it of the same account, in the same \
            currency, that is not void.
            """,
        arguments: [
            ArgumentSpec("INVOICE", "The invoice's number or id"),
            ArgumentSpec("WITH", "The invoice that it is held against", count: .optional),
        ],
        examples: [Example("daybook invoices compare INV-2026-0007", "What has become dearer")],
        exits: [ExitNote(.notFound, "there is no such invoice, or none before it")],
        run: { session in
            let words = (
                session.invocation.argument("INVOICE"), session.invocation.optionalArgument("WITH")
            )
            let (before, after) = try session.read { connection in
                let repository = InvoiceRepository(connection)
                let invoice = try repository.required(words.0)
                let other = try words.1.map { try repository.required($0) }
                guard let other = try other ?? repository.previous(of: invoice) else {
                    throw Failure(.notFound, "\(Words.quoted(words.0)) has none before it")
                }
                let name = invoice.number ?? "draft"
                return (
                    Self.lines(try repository.lines(of: other), name),
                    Self.lines(try repository.lines(of: invoice), name)
                )
            }
            try RunDifferenceRow.write(RunDifferenceRow.all(from: before, to: after), session)
        }
    )

    /// The lines by the product that they bill: descriptions may name the period.
    private static func lines(_ lines: [InvoiceLine], _ invoice: String) -> [RunLine] {
        var counts: [String: Int] = [:]
        return lines.map { line in
            let name = line.product.isEmpty ? line.description : line.product
            counts[name, default: 0] += 1
            let count = counts[name] ?? 1
            return RunLine(
                invoice: invoice,
                line: count == 1 ? name : "\(name) #\(count)",
                quantity: line.quantity.value,
                unitAmount: line.unitPrice ?? line.amount.amount,
                amount: line.amount
            )
        }
        .sorted(by: RunLine.isBefore)
    }
}

extension InvoiceRepository {
    fileprivate func required(_ word: String) throws -> Invoice {
        guard let invoice = try find(word) else {
            throw Failure.notFound("invoice", word, list: "invoices list")
        }
        return invoice
    }
}
