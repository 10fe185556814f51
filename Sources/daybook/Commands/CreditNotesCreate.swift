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
            back to them.

            Of a draft whose total is below zero, as billing makes it when a contract ends early, \
            what it takes back is credited where it was invoiced; the draft keeps what is left to \
            bill.

            Try it with --dry-run. As JSON `lines` are objects with `line` and perhaps `amount`. \
            From the totals of the setting `approve.credit_notes_from` on it waits for approval \
            first: see `approvals`.
            """,
        arguments: [ArgumentSpec("INVOICE", "The invoice's number or id; or a draft below zero")],
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
                guard let invoice = try Session.inAnyCase(word, InvoiceRepository(connection).find)
                else {
                    throw Failure.notFound("invoice", word, list: "invoices list")
                }
                let orders = try session.creditOrders(input, invoice, id: id, back, connection)
                let outcomes = try orders.map { try performing.perform(.creditNote($0)) }
                let hasDoneAll = outcomes.allSatisfy { if case .done = $0 { true } else { false } }
                if DraftCorrections.isNeeded(for: invoice) && hasDoneAll {
                    let desk = InvoiceDesk(connection, try session.clerk(connection))
                    _ = try DraftRecalculation(desk, zone: session.zoneRules, id: session.newID)
                        .recalculate(invoice)
                }
                return (orders, outcomes)
            }
            for (order, outcome) in zip(performed.answer.0, performed.answer.1) {
                switch outcome {
                case .done(.creditNote(let credited)):
                    try session.report(credited, entry: performed.entry)
                case .done: preconditionFailure("a credit note is issued")
                case .waits(let approval, let able):
                    let number = try session.read { connection in
                        try InvoiceRepository(connection).find("\(order.invoice)")?.number
                    }
                    try session.report(
                        approval,
                        approval.request.words(number ?? "\(order.invoice)"),
                        able: able,
                        [.init("invoice", .text(number))],
                        entry: performed.entry
                    )
                }
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
    /// One credit note on an issued invoice; of a draft below zero, one on each invoice that it
    /// takes something back of.
    fileprivate func creditOrders(
        _ input: RecordInput,
        _ invoice: Invoice,
        id: RecordID,
        _ back: CreditBack?,
        _ connection: Connection,
    ) throws -> [CreditNoteOrder] {
        let desk = InvoiceDesk(connection, try clerk(connection))
        let reason = try input.optionalText("reason", nil)
        let scope = try creditScope(input, invoice.currency)
        guard DraftCorrections.isNeeded(for: invoice) else {
            let note = try desk.previewCredit(invoice, scope)
            return [
                CreditNoteOrder(note, id: id, on: invoice.id, reason: reason, asCredit: back)
            ]
        }
        guard scope == .rest else {
            throw Failure(
                .wrongUsage,
                "of a draft below zero everything is credited that it takes back",
                advice: "leave out the lines"
            )
        }
        var orders: [CreditNoteOrder] = []
        for part in try DraftCorrections(connection).parts(of: invoice) {
            var own: CreditBack?
            if let back { own = CreditBack(id: try newID(), expiresOn: back.expiresOn) }
            orders.append(
                CreditNoteOrder(
                    try desk.previewCredit(part.invoice, .lines(part.lines)),
                    id: try newID(),
                    on: part.invoice.id,
                    reason: reason,
                    asCredit: own,
                    corrects: true
                )
            )
        }
        return orders
    }

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
                    let halves = WordHalves(word)
                    guard let position = Int(halves.first) else {
                        throw Failure(
                            .wrongUsage,
                            "--line takes a line's number, or 2=40.00; found \(Words.quoted(word))"
                        )
                    }
                    guard let amount = halves.second else { return LineCredit(position, .rest) }
                    return LineCredit(position, .amount(try money(amount, currency, of: "--line")))
                }
        )
    }
}
