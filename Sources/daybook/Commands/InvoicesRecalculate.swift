import DaybookStore

extension Command {
    static let invoicesRecalculate = Command(
        ["invoices", "recalculate"],
        summary: "Bill drafts once more, at the prices and the usage of now",
        discussion: """
            The draft keeps its id and what it bills; lines, credits and taxes are made anew. \
            Handwritten lines, the due date and the note stay, behind what contracts owe. What is \
            approved must be reopened first. Of several invoices, all take place or none, unless \
            `--each` is given.
            """,
        arguments: InvoiceChoice.arguments,
        options: InvoiceChoice.options,
        examples: [
            Example("daybook invoices recalculate ID --dry-run", "What it would come to")
        ],
        exits: [
            ExitNote(.notFound, "there is no such invoice"),
            ExitNote(.conflict, "it is no draft, or nothing of it follows from contracts"),
        ],
        run: { session in
            try session.actOnInvoices("invoice.recalculate", "is recalculated") { desk, invoice in
                try DraftRecalculation(desk, zone: session.zoneRules, id: session.newID)
                    .recalculate(invoice)
            }
        }
    )
}
