import DaybookCore
import DaybookStore

extension Command {
    static let invoicesUndo = Command(
        ["invoices", "undo"],
        summary: "Take back the last act on an invoice, whoever's it was",
        discussion: """
            What has left the ledger stays: the message then says what corrects it. An act on \
            several invoices is taken back as a whole, by `daybook undo`.
            """,
        arguments: [ArgumentSpec("INVOICE", "The invoice's number or id")],
        examples: [Example("daybook invoices undo ID", "It was approved too early")],
        exits: [
            ExitNote(.notFound, "there is no such invoice"),
            ExitNote(.notAllowed),
            ExitNote(.conflict, "it cannot be taken back"),
        ],
        run: { session in
            try session.requireWriting()
            let word = session.invocation.argument("INVOICE")
            let (number, count) = try session.read { connection in
                let journal = JournalRepository(connection)
                // One that was deleted has its id in the journal still.
                guard let id = try RecordNames(connection).id(of: word) else {
                    throw Failure.notFound("invoice", word, list: "invoices list")
                }
                let number = try journal.lastAct(on: id)
                return (number, try number.map { try journal.invoiceCount(ofEntry: $0) } ?? 0)
            }
            guard let number else {
                throw Failure(.notFound, "nothing was done to \(Words.quoted(word)) since it came")
            }
            guard count <= 1 else {
                throw Failure(
                    .conflict,
                    "entry \(number) has changed \(count) invoices at once",
                    advice: "`daybook undo \(number)` takes all of it back"
                )
            }
            let (actor, now) = (try session.actor(), try session.now())
            try session.report(try session.ledger().cancel(number, by: actor, at: now))
        }
    )
}
