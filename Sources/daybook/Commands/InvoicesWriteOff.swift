import DaybookCore
import DaybookStore

extension Command {
    static let invoicesWriteOff = Command(
        ["invoices", "write-off"],
        summary: "Write off a rest that is not worth asking for",
        discussion: """
            The invoice then counts as paid. More than the limit is refused: `invoices give-up` \
            is for what a customer does not pay. For support the most is the setting \
            `support.write_off_limit`.
            """,
        arguments: InvoiceChoice.arguments,
        options: [
            .value("limit", "AMOUNT", .text, "The most that is written off, in its currency")
        ] + InvoiceChoice.options,
        examples: [
            Example("daybook invoices write-off INV-2026-0007 --limit 1.00", "Up to one euro")
        ],
        exits: [
            ExitNote(.notFound, "there is no such invoice"),
            ExitNote(.notAllowed, "it is more than whoever acts may write off"),
            ExitNote(.conflict, "nothing is open, or more than the limit"),
        ],
        run: { session in
            let limit = session.invocation.text("limit")
            try session.actOnInvoices("invoice.write-off", "is settled") { desk, invoice in
                try session.require(.writeOff, of: try invoice.open(), desk.connection)
                return try desk.writeOff(
                    invoice,
                    limit: limit.map { try session.money($0, invoice.currency) }
                )
            }
        }
    )
}

extension Session {
    /// An amount as somebody typed it.
    func money(_ text: String, _ currency: Currency) throws -> Money {
        do {
            return try Money(text, currency)
        } catch {
            throw Failure(
                .wrongUsage,
                "\(Words.quoted(text)) is no amount in \(currency): \(error)"
            )
        }
    }
}
