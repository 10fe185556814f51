import DaybookCore
import DaybookStore

extension Command {
    static let paymentsRelease = Command(
        ["payments", "release"],
        summary: "Take a payment off an invoice: it is owed again",
        discussion: """
            What was allocated in a month whose books are closed stays in these: it was paid until \
            today, and is owed again from today on. All else is as if it had never been allocated. \
            What has paid for a credit, by a credit note with --as-credit, stays until that credit \
            is void.
            """,
        arguments: [
            ArgumentSpec("PAYMENT", "The payment's reference or id"),
            ArgumentSpec("INVOICE", "The invoice's number or id"),
        ],
        options: [.flag("dry-run", "Change nothing")],
        examples: [
            Example("daybook payments release 'SEPA 4711' INV-2026-0007", "It was another's")
        ],
        exits: [
            ExitNote(.notFound, "there is no such payment or invoice"),
            ExitNote(.conflict, "nothing of it is allocated there, or it has paid for a credit"),
        ],
        run: { session in
            let word = session.invocation.argument("INVOICE")
            let changed = try session.changing("payment.release") { connection in
                guard let invoice = try Session.inAnyCase(word, InvoiceRepository(connection).find)
                else {
                    throw Failure.notFound("invoice", word, list: "invoices list")
                }
                let desk = PaymentDesk(connection, try session.clerk(connection))
                return try desk.release(try session.payment(connection), from: invoice)
            }
            try session.report(changed.answer, "released", entry: changed.entry)
        }
    )
}
