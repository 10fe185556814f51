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
            With --as-credit it becomes a credit of the account instead, which pays later invoices \
            before tax: of the net amount, therefore. What credits had paid of the invoice comes \
            back to them. Try it with --dry-run. As JSON `lines` are objects with `line` and \
            perhaps `amount`. From the totals of the setting \
            `approve.credit_notes_from` on it waits for approval first: see `approvals`.
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
            .flag("as-credit", "What was paid of the amount becomes a credit of the account"),
            .value(
                "expires",
                "DATE",
                .date,
                "The first day on which that credit cannot be used any more",
                default: .described("never")
            ),
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
            Example(
                "daybook credit-notes create INV-2026-0007 --as-credit",
                "What was paid stays here, as a credit"
            ),
        ],
        exits: [
            ExitNote(.notFound, "there is no such invoice"),
            ExitNote(.conflict, "nothing, or not as much, is left to credit"),
        ],
        run: { session in
            let word = session.invocation.argument("INVOICE")
            let id = try session.newID()
            let input = try RecordInput(
                session,
                members: ["lines", "reason", "asCredit", "expires", "note"]
            )
            let back = try session.creditBack(input)
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
                    reason: try input.optionalText("reason", nil),
                    asCredit: back
                )
                return (invoice, try performing.perform(.creditNote(order)))
            }
            switch performed.answer {
            case (_, .done(.creditNote(let credited))):
                try session.report(credited, entry: performed.entry)
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

extension NotedCredit {
    /// What the credit got, after what was credited.
    var words: String {
        guard paid != nil else { return "\(Texts.money(amount)) came back to a credit" }
        return "\(Texts.money(amount)) net of what was paid is a credit now"
    }

    var json: JSONValue {
        [
            "credit": .string(credit), "amount": amount.json, "paid": paid?.json ?? .null,
        ]
    }
}

extension Session {
    fileprivate func creditBack(_ input: RecordInput) throws -> CreditBack? {
        let expiresOn = try input.date("expires")
        if try input.flag("asCredit") { return CreditBack(id: try newID(), expiresOn: expiresOn) }
        guard expiresOn == nil else {
            throw Failure(
                .wrongUsage,
                "--expires is said of a credit",
                advice: "give --as-credit with it"
            )
        }
        return nil
    }

    fileprivate func report(_ credited: InvoiceDesk.Credited, entry: Int?) throws {
        let (stored, invoice, credits) = credited
        let total = Texts.money(stored.note.total)
        try report(
            "credited \(total) of \(stored.note.invoice) by \(stored.number)"
                + credits.map { "; \($0.words)" }.joined(),
            [
                .init("id", .string(stored.id.description)),
                .init("number", .string(stored.number)),
                .init("net", stored.note.net.json),
                .init("tax", stored.note.tax.json),
                .init("total", stored.note.total.json),
                .init("currency", .string(stored.note.total.currency.code)),
                .init("invoice", .text(invoice.number)),
                .init("state", .string(invoice.state.rawValue)),
                .init("credits", .array(credits.map(\.json))),
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
