import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let invoicesIssue = Command(
        ["invoices", "issue"],
        summary: "Issue approved invoices: each takes the next number of its year",
        discussion: """
            Numbers have no gap and no repeat, also when two consoles issue at once or one \
            crashes. An issued invoice is never changed: a credit note corrects it.

            Of several invoices, all take place or none, unless `--each` is given.
            """,
        arguments: InvoiceChoice.arguments,
        options: [
            .value(
                "on",
                "DATE",
                .date,
                "The day of issue, none to come",
                default: .described("today")
            ),
            .value(
                "due-in",
                "DAYS",
                .integer(0...3650),
                "How many days after that it is due",
                default: .described(
                    "the draft's due date, else the setting invoices.payment_terms"
                )
            ),
        ] + InvoiceChoice.options,
        examples: [
            Example("daybook invoices issue ID", "One invoice"),
            Example(
                "daybook invoices issue --filter 'status:approved' --dry-run",
                "See the numbers that all approved ones would get"
            ),
        ],
        exits: [
            ExitNote(.notFound, "there is no such invoice"),
            ExitNote(.conflict, "it is not approved, or the day is still to come"),
        ],
        run: { session in
            let given = session.invocation.integer("due-in")
            let day = try session.date("on")
            try session.actOnInvoices("invoice.issue", "is issued") { desk, invoice in
                let days =
                    try given ?? SettingRepository(desk.connection).days(.invoicesPaymentTerms)
                var invoice = invoice
                if given != nil { invoice.dueOn = nil }
                return try desk.issue(invoice, on: day ?? desk.today, dueAfterDays: days)
            }
        }
    )
}
