import DaybookCore
import DaybookStore

extension Command {
    static let invoicesList = Command(
        ["invoices", "list"],
        summary: "List invoices with their state, dates and amounts",
        discussion: """
            Open invoices whose due date has passed are shown as OVERDUE. The last lines have the \
            totals of all invoices and what of them is still to be paid, a currency each, and say \
            how many of them are shown.
            """,
        list: .invoices,
        options: ListWriter<DatedInvoice>.options(
            sortFields: InvoiceRepository.sortFields,
            standardSort: "-created"
        ),
        examples: [
            Example("daybook invoices list", "Show the newest invoices"),
            Example("daybook invoices list --sort due --limit 20", "Show what is due first"),
            Example(
                "daybook invoices list --filter 'is:overdue amount:>500EUR'",
                "Show what is late and not small"
            ),
            Example("daybook invoices list --csv --columns number,due,open,currency", "Export"),
        ],
        exits: [ExitNote(.notFound, "there is no such ledger"), ExitNote(.ledgerDamaged)],
        run: { session in try listInvoices(session) }
    )
}

/// Prints the invoices of the session's ledger; `demo` does the same with its own.
func listInvoices(_ session: Session) throws {
    try session.read { connection in
        let invoices = InvoiceRepository(connection)
        let today = try session.today(connection)
        let list = ListWriter(fields: InvoiceFields.all, list: .invoices)
        try list.write(
            session,
            on: today,
            page: { request in
                let page = try invoices.list(request)
                let records = page.records.map {
                    DatedInvoice(invoice: $0, isOverdue: $0.isOverdue(on: today))
                }
                return ListPage(records: records, next: page.next)
            },
            sums: "amount",
            totals: { try invoices.totals(of: $0) },
            open: { try invoices.openTotals(of: $0) }
        )
    }
}
