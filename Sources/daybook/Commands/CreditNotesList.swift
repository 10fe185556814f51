import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let creditNotesList = Command(
        ["credit-notes", "list"],
        summary: "List credit notes, the latest first",
        discussion: "The totals are what the notes take off, taxes included, a currency each.",
        list: .creditNotes,
        options: [.value("invoice", "INVOICE", .text, "Only those on this invoice")]
            + ListWriter<CreditNoteRepository.Listed>.options(
                sortFields: CreditNoteList.sortFields,
                standardSort: "-issued"
            ),
        examples: [
            Example("daybook credit-notes list --csv", "Export"),
            Example("daybook credit-notes list --filter 'acme total:>500EUR'", "The large ones"),
        ],
        exits: [ExitNote(.notFound, "there is no such invoice")],
        run: { session in
            try session.read { connection in
                let invoice = try session.invocation.text("invoice").map { word in
                    try session.invoice(word, connection).id
                }
                let notes = CreditNoteList(connection)
                try ListWriter(fields: CreditNoteFields.all, list: .creditNotes).write(
                    session,
                    on: session.today(connection),
                    page: { try notes.page($0, on: invoice) },
                    totals: { try notes.totals(of: $0, on: invoice) }
                )
            }
        }
    )
}

/// The fields of a credit note in lists.
enum CreditNoteFields {
    static let all: [RecordField<CreditNoteRepository.Listed>] = [
        .text("number", .init("Number")) { $0.number },
        .text("invoice", .init("Invoice")) { $0.invoice },
        .text("account", .init("Account", cutTo: 10)) { $0.accountKey },
        .text("issuedOn", .init("Issued")) { $0.issuedOn.iso8601 },
        .money("net", "Net") { $0.net },
        .money("tax", "Tax") { $0.tax },
        .money("total", "Total") { $0.total },
        .text("currency", .init("Currency")) { $0.total.currency.code },
        .text("reason", .init("Reason", cutTo: 12)) { $0.reason },
        .text("id", .init("Id"), isDefault: false) { $0.id.description },
    ]
}
