import DaybookCore
import DaybookStore

extension Command {
    static let invoicesGiveUp = Command(
        ["invoices", "give-up"],
        summary: "Give up what is open of invoices: it becomes bad debt",
        discussion: """
            From the amounts of the setting `approve.write_offs_from` on it waits for approval \
            first: see `approvals`.

            Of several invoices, all take place or wait, or none, unless `--each` is given.
            """,
        arguments: InvoiceChoice.arguments,
        options: InvoiceChoice.options + [Session.noteOption],
        examples: [
            Example("daybook invoices give-up INV-2026-0007", "One invoice"),
            Example("daybook invoices give-up --filter 'acme' --dry-run", "Try it on many"),
        ],
        exits: [
            ExitNote(.notFound, "there is no such invoice"),
            ExitNote(.notAllowed, "it may not be done by whoever acts"),
            ExitNote(.conflict, "its state does not allow it, or it waits for approval already"),
        ],
        run: { session in
            try session.actOrAskOnInvoices(.giveUp, "is given up") { invoice in
                .giveUp(invoice: invoice.id, most: try invoice.open())
            }
        }
    )
}
