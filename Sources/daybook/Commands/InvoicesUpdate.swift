import DaybookCore
import DaybookStore

extension Command {
    static let invoicesUpdate = Command(
        ["invoices", "update"],
        summary: "Change a draft by hand: its own lines, its due date, its note",
        discussion: InvoicesForm.aboutLines + """


            Of lines that follow from contracts only the title can be written; their amounts \
            change with the contract, and with `invoices recalculate`, which keeps handwritten \
            lines. Positions are those of the draft before the change. Whoever changes a draft \
            has prepared it: somebody else approves it.
            """,
        arguments: [ArgumentSpec("INVOICE", "The draft's id")],
        options: InvoicesForm.changing + [
            Session.versionOption, .flag("dry-run", "Change nothing"),
        ],
        exclusive: RecordInput.exclusive,
        examples: [
            Example(
                "daybook invoices update ID --add-line 'title=Our apologies,amount=-20'",
                "A courtesy discount"
            ),
            Example(
                "daybook invoices update ID --change-line position=3,quantity=4",
                "Another quantity of what is sold by hand"
            ),
        ],
        exits: [
            ExitNote(.notFound, "there is no such invoice or line"),
            ExitNote(.conflict, "it is no draft, or the line follows from a contract"),
        ],
        run: { session in
            let form = try InvoicesForm(session, isNew: false)
            let changed = try session.changing("invoice.update") { connection in
                let before = try session.invoice(connection)
                try session.requireVersion(of: before.id, .invoice, connection)
                let desk = InvoiceDesk(connection, try session.clerk(connection))
                let invoice = try desk.edit(before) { try form.write(&$0, connection) }
                let version = try RecordVersions(connection).version(of: invoice.id, .invoice)
                return (invoice: invoice, version: version)
            }
            let (invoice, version) = changed.answer
            try session.report(invoice, "changed", version: version, entry: changed.entry)
        }
    )
}
