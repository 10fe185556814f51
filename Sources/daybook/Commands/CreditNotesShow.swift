import DaybookBooks
import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let creditNotesShow = Command(
        ["credit-notes", "show"],
        summary: "Show one credit note with what it takes off each line",
        arguments: [creditNoteArgument],
        examples: [Example("daybook credit-notes show CN-2026-0001", "What was given back")],
        exits: [ExitNote(.notFound, "there is no such credit note")],
        run: { session in
            let (stored, invoice, lines, credits) = try session.read { connection in
                let (stored, invoice) = try session.creditNote(connection)
                return (
                    stored, invoice, try InvoiceRepository(connection).lines(of: invoice),
                    try CreditNoteRepository(connection).credits(of: stored)
                )
            }
            let fields = lineFields(
                Dictionary(uniqueKeysWithValues: lines.map { ($0.position, $0) })
            )
            if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                try session.writeJSON(json(stored, invoice, credits, fields))
            } else if session.invocation.flag("csv") {
                try RecordOutput.write(stored.note.lines, fields, session)
            } else {
                try session.write(
                    try RecordOutput.facts(facts(stored, credits), session) + "\n"
                        + RecordOutput.table(stored.note.lines, fields, session)
                )
            }
        }
    )

    static let creditNotesRender = Command(
        ["credit-notes", "render"],
        summary: "Put a credit note on paper, as its reader sees it",
        arguments: [creditNoteArgument],
        options: SheetOutput.options,
        examples: [
            Example("daybook credit-notes render CN-2026-0001 --format html", "A page to print")
        ],
        exits: [ExitNote(.notFound, "there is no such credit note")],
        run: { session in
            let sheet = try session.read { connection in
                let (stored, invoice) = try session.creditNote(connection)
                return try DocumentDesk(connection).sheet(of: stored, on: invoice)
            }
            try SheetOutput.write(sheet, session)
        }
    )

    private static let creditNoteArgument = ArgumentSpec(
        "CREDIT-NOTE",
        "The credit note's number or id"
    )

    /// - Parameter lines: those of the invoice, by their positions
    private static func lineFields(
        _ lines: [Int: InvoiceLine]
    ) -> [RecordField<CreditNote.Line>] {
        [
            RecordField(
                "line",
                .init("Line", .right),
                cell: { .init("\($0.position)") },
                json: { .integer($0.position) }
            ),
            .text("description", .init("Description", cutTo: 16)) {
                lines[$0.position]?.description
            },
            RecordField(
                "taxRate",
                .init("Tax", .right),
                cell: { .init("\($0.percent.normalized) %") },
                json: { .decimal(lines[$0.position]?.taxRate ?? .zero) }
            ),
            .money("net", "Net") { $0.net },
        ]
    }

    private static func json(
        _ stored: StoredCreditNote,
        _ invoice: Invoice,
        _ credits: [NotedCredit],
        _ fields: [RecordField<CreditNote.Line>],
    ) -> JSONValue {
        let note = stored.note
        return [
            "id": .string(stored.id.description),
            "number": .string(stored.number),
            "invoice": .string(note.invoice),
            "issuedOn": .string(stored.issuedOn.iso8601),
            "currency": .string(invoice.currency.code),
            "net": note.net.json,
            "tax": note.tax.json,
            "total": note.total.json,
            "reason": .text(stored.reason),
            "lines": .array(note.lines.map { .record($0, fields) }),
            "taxes": .array(
                note.taxes.map {
                    [
                        "percent": .decimal($0.percent.normalized), "base": $0.base.json,
                        "tax": $0.tax.json,
                    ]
                }
            ),
            "credits": .array(credits.map(\.json)),
        ]
    }

    private static func facts(
        _ stored: StoredCreditNote,
        _ credits: [NotedCredit],
    ) -> [(name: String, value: TextTable.Cell)] {
        let note = stored.note
        func amount(_ money: Money) -> TextTable.Cell {
            .init("\(money.groupedText) \(money.currency)")
        }
        var facts: [(name: String, value: TextTable.Cell)] = [
            ("Credit note", .init(stored.number, .heading)), ("Invoice", .init(note.invoice)),
            ("Issued", .init(stored.issuedOn.iso8601)), ("Net", amount(note.net)),
            ("Tax", amount(note.tax)), ("Total", amount(note.total)),
        ]
        if let reason = stored.reason { facts.append(("Reason", .init(reason))) }
        for credit in credits {
            let name = credit.paid == nil ? "Came back" : "As credit"
            facts.append((name, .init("\(Texts.money(credit.amount)) \(credit.credit)")))
        }
        facts.append(("Id", .init(stored.id.description, .quiet)))
        return facts
    }
}

extension Session {
    /// The credit note that the command line names, and the invoice that it is on.
    fileprivate func creditNote(
        _ connection: Connection
    ) throws -> (note: StoredCreditNote, on: Invoice) {
        let word = invocation.argument("CREDIT-NOTE")
        guard let found = try Session.inAnyCase(word, CreditNoteRepository(connection).find) else {
            throw Failure.notFound("credit note", word, list: "credit-notes list")
        }
        return found
    }
}
