import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let revenueShow = Command(
        ["revenue", "show"],
        summary: "Show in which months an invoice is earned, line by line",
        arguments: [ArgumentSpec("INVOICE", "The invoice's number or id")],
        examples: [Example("daybook revenue show INV-2026-0412", "Its schedule")],
        exits: [
            ExitNote(.notFound, "there is no such invoice, or it is not issued here")
        ],
        run: { session in
            let entries = try session.read { connection in
                let invoice = try session.invoice(connection)
                let entries = try RevenueRepository(connection).entries(of: invoice)
                if entries.isEmpty {
                    let name = invoice.number ?? "\(invoice.id)"
                    throw Failure(
                        .notFound,
                        "nothing is written down of when \(Words.visible(name)) is earned",
                        advice: "that comes with `daybook invoices issue`",
                        instance: name
                    )
                }
                return entries
            }
            try RecordOutput.write(entries, fields, session)
        }
    )

    /// Nil for what waits for a milestone.
    private static func month(_ entry: RevenueRepository.Entry) -> String? {
        entry.month == RevenueRepository.unearned ? nil : String(entry.month.iso8601.prefix(7))
    }

    private static let fields: [RecordField<RevenueRepository.Entry>] = [
        RecordField(
            "line",
            .init("Line", .right),
            cell: { .init("\($0.position)") },
            json: { .integer($0.position) }
        ),
        .text("description", .init("Description", cutTo: 16)) { $0.title },
        RecordField(
            "month",
            .init("Month"),
            cell: { .init(month($0) ?? "not yet") },
            json: { .text(month($0)) }
        ),
        .money("amount", "Amount") { $0.amount },
        .text("currency", .init("Currency")) { $0.amount.currency.code },
        RecordField(
            "takenBack",
            .init(""),
            cell: { .init($0.isTakenBack ? "taken back" : "") },
            json: { .bool($0.isTakenBack) }
        ),
    ]
}
