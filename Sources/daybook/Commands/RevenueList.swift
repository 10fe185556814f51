import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let revenueList = Command(
        ["revenue", "list"],
        summary: "List what is earned in each month, and what is deferred at its end",
        discussion: """
            A line of an issued invoice is earned day by day over its service, what is sold once \
            in the month of its issue. Credit notes and void invoices take back in their own \
            month; what is recognised is net of that. Deferred below zero is what was earned and \
            is invoiced later.
            """,
        examples: [Example("daybook revenue list --csv", "Export")],
        run: { session in
            let months = try session.read { try RevenueRepository($0).months() }
            try RecordOutput.write(months, fields, session)
        }
    )

    private static let fields: [RecordField<RevenueRepository.Month>] = [
        .text("month", .init("Month")) { String($0.month.iso8601.prefix(7)) },
        .money("recognised", "Recognised") { $0.recognised },
        .money("takenBack", "Of that taken back") { $0.takenBack },
        .money("deferred", "Deferred") { $0.deferred },
        .text("currency", .init("Currency")) { $0.recognised.currency.code },
    ]
}
