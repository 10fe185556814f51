import DaybookCore
import DaybookStore

extension Command {
    static let invoicesWriteOff = Command(
        ["invoices", "write-off"],
        summary: "Write off a rest that is not worth asking for",
        discussion: """
            The invoice then counts as paid. How much is not worth asking for is said each time: \
            more than the limit is refused, and `invoices give-up` is for what a customer does \
            not pay. More than support may write off \
            (`support.write_off_limit`), or what needs a second person anyway \
            (`approve.write_offs_from`), waits for approval: see `approvals`.
            """,
        arguments: InvoiceChoice.arguments,
        options: [
            .value(
                "limit",
                "AMOUNT",
                .text,
                "The most that is written off of each, in its currency",
                isRequired: true
            )
        ] + InvoiceChoice.options + [Session.noteOption],
        examples: [
            Example("daybook invoices write-off INV-2026-0007 --limit 1.00", "Up to one euro")
        ],
        exits: [
            ExitNote(.notFound, "there is no such invoice"),
            ExitNote(.notAllowed, "whoever acts may not write off"),
            ExitNote(.conflict, "nothing is open, or more than the limit"),
        ],
        run: { session in
            let limit = session.invocation.certainText("limit")
            try session.actOrAskOnInvoices(.writeOff, "is settled") { invoice in
                let open = try invoice.open()
                let most = try session.money(limit, invoice.currency, of: "--limit")
                // What is approved is what was open then, and not what may have come since.
                let isLess = most.minorUnits < open.minorUnits
                return .writeOff(invoice: invoice.id, most: isLess ? most : open)
            }
        }
    )
}

extension Session {
    /// An amount as somebody typed it.
    ///
    /// - Parameter place: what an error of it begins with
    func money(_ text: String, _ currency: Currency, of place: String) throws -> Money {
        do {
            let money = try Money(text, currency)
            if SQLValue.canKeep(money) { return money }
        } catch {
            throw Failure(
                .wrongUsage,
                "\(place): \(Words.quoted(text)) is no amount in \(currency): \(error)"
            )
        }
        throw Failure(
            .wrongUsage,
            "\(place): \(Words.quoted(text)) is no amount of a ledger: "
                + Self.tooLarge(currency)
        )
    }

    /// How much a ledger can keep of a currency.
    static func tooLarge(_ currency: Currency) -> String {
        let most = Money(minorUnits: Int128(SQLValue.largestMoney), currency)
        return "expected an amount of at most \(most)"
    }
}
