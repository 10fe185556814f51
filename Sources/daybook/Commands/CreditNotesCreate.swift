import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let creditNotesCreate = Command(
        ["credit-notes", "create"],
        summary: "Correct an issued invoice, wholly or by line",
        discussion: """
            The credit note takes the next number of its own series and is never changed after. \
            What was paid of the amount becomes the customer's again, the latest payment first. \
            Try it with --dry-run. As JSON `lines` are objects with `line` and perhaps `amount`. \
            From the totals of the setting `approve.credit_notes_from` on it waits for approval \
            first: see `approvals`.
            """,
        arguments: [ArgumentSpec("INVOICE", "The invoice's number or id")],
        options: [
            .value(
                "line",
                "LINE[=AMOUNT]",
                .text,
                "Only this line, or so much of it net of tax",
                isRepeatable: true
            ),
            .value("reason", "TEXT", .text, "Why"),
            Session.noteOption,
        ] + RecordInput.options + [
            .flag("dry-run", "Say what would be credited and change nothing")
        ],
        exclusive: RecordInput.exclusive,
        examples: [
            Example("daybook credit-notes create INV-2026-0007", "All that is left of it"),
            Example(
                "daybook credit-notes create INV-2026-0007 --line 2=40.00",
                "A part of its second line"
            ),
        ],
        exits: [
            ExitNote(.notFound, "there is no such invoice"),
            ExitNote(.conflict, "nothing, or not as much, is left to credit"),
        ],
        run: { session in
            let word = session.invocation.argument("INVOICE")
            let id = try session.newID()
            let input = try RecordInput(session, members: ["lines", "reason", "note"])
            let note = try input.optionalText("note", nil)
            let performed = try session.performing(.creditNote, note: note) { performing in
                let connection = performing.connection
                guard let invoice = try InvoiceRepository(connection).find(word) else {
                    throw Failure.notFound("invoice", word, list: "invoices list")
                }
                let desk = InvoiceDesk(connection, try session.clerk(connection))
                let order = CreditNoteOrder(
                    try desk.previewCredit(
                        invoice,
                        session.creditScope(input, invoice.currency)
                    ),
                    id: id,
                    on: invoice.id,
                    reason: try input.optionalText("reason", nil)
                )
                return (invoice, try performing.perform(.creditNote(order)))
            }
            switch performed.answer {
            case (_, .done(.creditNote(let stored, let invoice))):
                try session.report(stored, on: invoice, entry: performed.entry)
            case (_, .done): preconditionFailure("a credit note is issued")
            case (let invoice, .waits(let approval, let able)):
                let number = invoice.number ?? "\(invoice.id)"
                try session.report(
                    approval,
                    approval.request.words(number),
                    able: able,
                    [.init("invoice", .string(number))],
                    entry: performed.entry
                )
            }
        }
    )
}

extension Session {
    fileprivate func report(
        _ stored: StoredCreditNote,
        on invoice: Invoice,
        entry: Int?,
    ) throws {
        try report(
            "credited \(Texts.money(stored.note.total)) of \(stored.note.invoice) by "
                + stored.number,
            [
                .init("id", .string(stored.id.description)),
                .init("number", .string(stored.number)),
                .init("net", stored.note.net.json),
                .init("tax", stored.note.tax.json),
                .init("total", stored.note.total.json),
                .init("currency", .string(stored.note.total.currency.code)),
                .init("invoice", .text(invoice.number)),
                .init("state", .string(invoice.state.rawValue)),
            ],
            entry: entry
        )
    }

    fileprivate func creditScope(
        _ input: RecordInput,
        _ currency: Currency,
    ) throws -> CreditScope {
        let words = invocation.list("line")
        let objects = try input.objects("lines", members: ["line", "amount"])
        if words.isEmpty && objects.isEmpty { return .rest }
        let listed = try objects.map { line in
            let amount = try line.money("amount", currency)
            return LineCredit(try line.position("line"), amount.map { .amount($0) } ?? .rest)
        }
        return .lines(
            try listed
                + words.map { word in
                    let parts = word.split(separator: "=", maxSplits: 1)
                    guard let position = parts.first.flatMap({ Int($0) }) else {
                        throw Failure(
                            .wrongUsage,
                            "--line takes a line's number, or 2=40.00; found \(Words.quoted(word))"
                        )
                    }
                    guard parts.count > 1 else { return LineCredit(position, .rest) }
                    return LineCredit(position, .amount(try money(String(parts[1]), currency)))
                }
        )
    }
}
