import DaybookCore
import DaybookStore

extension Command {
    static let invoicesCreate = Command(
        ["invoices", "create"],
        summary: "Write a draft by hand",
        discussion: InvoicesForm.aboutLines + """


            It is approved and issued as drafts of billing runs are. What contracts owe is billed \
            by `bill run`.
            """,
        options: InvoicesForm.creating + [.flag("dry-run", "Say what it comes to, add nothing")],
        exclusive: RecordInput.exclusive,
        examples: [
            Example(
                "daybook invoices create --account acme --line title=Desk,amount=90,tax=19",
                "One line"
            ),
            Example("daybook invoices create --file draft.json --dry-run", "What it comes to"),
        ],
        exits: [
            ExitNote(.notFound, "there is no such account or product"),
            ExitNote(.conflict, "the account is archived"),
        ],
        run: { session in
            let form = try InvoicesForm(session, isNew: true)
            let id = try session.newID()
            let changed = try session.changing("invoice.create") { connection in
                let account = try form.account(connection)
                let clerk = try session.clerk(connection)
                let invoice = try InvoiceDesk(connection, clerk)
                    .create(id, for: account, form.period(clerk.today)) { draft in
                        try form.write(&draft, connection)
                        if draft.lines.isEmpty {
                            throw Failure(
                                .wrongUsage,
                                "the draft has no lines",
                                advice: "write one with --line title=…,amount=…,tax=…"
                            )
                        }
                    }
                let version = try RecordVersions(connection).version(of: id, .invoice)
                return (invoice: invoice, version: version)
            }
            let (invoice, version) = changed.answer
            try session.report(invoice, "added", version: version, entry: changed.entry)
        }
    )
}
