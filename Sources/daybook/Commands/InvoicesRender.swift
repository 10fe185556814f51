import DaybookBooks
import DaybookCore
import DaybookStore

extension Command {
    static let invoicesRender = Command(
        ["invoices", "render"],
        summary: "Put an invoice on paper, as its reader sees it",
        discussion: """
            A draft is marked as one. The amounts are those that the invoice states. With --out \
            the file is whole or not there; an existing one is not replaced.
            """,
        arguments: [ArgumentSpec("INVOICE", "The invoice's number or id")],
        options: SheetOutput.options,
        examples: [
            Example("daybook invoices render INV-2026-0412", "Read it"),
            Example("daybook invoices render INV-2026-0412 --out invoice.html", "A page to print"),
        ],
        exits: [ExitNote(.notFound, "there is no such invoice"), ExitNote(.ledgerDamaged)],
        run: { session in
            let sheet = try session.read { connection in
                try DocumentDesk(connection).sheet(of: session.invoice(connection))
            }
            try SheetOutput.write(sheet, session)
        }
    )
}

extension Session {
    /// The invoice that the argument INVOICE names.
    func invoice(_ connection: Connection) throws -> Invoice {
        try invoice(invocation.argument("INVOICE"), connection)
    }

    func invoice(_ word: String, _ connection: Connection) throws -> Invoice {
        guard let invoice = try Session.inAnyCase(word, InvoiceRepository(connection).find) else {
            throw Failure.notFound("invoice", word, list: "invoices list")
        }
        return invoice
    }
}
