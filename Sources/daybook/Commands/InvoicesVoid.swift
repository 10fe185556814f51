import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let invoicesVoid = Command(
        ["invoices", "void"],
        summary: "Declare issued invoices void",
        discussion: """
            Only what nothing was paid or credited of. The number stays taken, what was billed is \
            due again, and its revenue is taken back in this month. From the totals of the setting \
            `approve.voids_from` on it waits for approval first: see `approvals`.

            Of several invoices, all take place or wait, or none, unless `--each` is given.
            """,
        arguments: InvoiceChoice.arguments,
        options: InvoiceChoice.options + [Session.noteOption],
        examples: [
            Example("daybook invoices void INV-2026-0007", "One invoice"),
            Example("daybook invoices void --filter 'acme' --dry-run", "Try it on many"),
        ],
        exits: [
            ExitNote(.notFound, "there is no such invoice"),
            ExitNote(.notAllowed, "it may not be done by whoever acts"),
            ExitNote(.conflict, "its state does not allow it, or it waits for approval already"),
        ],
        run: { session in
            try session.actOrAskOnInvoices(.void, "is void") { invoice in
                .void(invoice: invoice.id, total: invoice.totals.total)
            }
        }
    )
}
