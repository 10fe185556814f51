import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

/// An invoice of a list, on a day: what is overdue depends on it.
struct DatedInvoice: Sendable {
    let invoice: InvoiceSummary
    let isOverdue: Bool

    var status: InvoiceStatus { InvoiceStatus(invoice.state, isOverdue: isOverdue) }
}

/// The fields of an invoice in lists.
enum InvoiceFields {
    static let all: [RecordField<DatedInvoice>] = [
        // What has no number yet is named by its id.
        RecordField(
            "number",
            .init("Number"),
            cell: { row in
                row.invoice.number.map { .init($0) } ?? .init("\(row.invoice.id)", .quiet)
            },
            json: { .text($0.invoice.number) }
        ),
        .text("customer", .init("Customer", cutTo: 12)) { $0.invoice.customerName },
        .text("account", .init("Account", cutTo: 12), isDefault: false) { $0.invoice.accountKey },
        RecordField(
            "state",
            .init("State"),
            cell: { .init($0.status.word, tone($0)) },
            json: { .string($0.invoice.state.rawValue) }
        ),
        RecordField(
            "overdue",
            .init("Overdue"),
            isDefault: false,
            cell: { .init($0.isOverdue ? "yes" : "") },
            json: { .bool($0.isOverdue) }
        ),
        .text("from", .init("From"), isDefault: false) { $0.invoice.period.from.iso8601 },
        .text("to", .init("To"), isDefault: false) { $0.invoice.period.to.iso8601 },
        .text("issued", .init("Issued", mayBeLeftOut: true)) { $0.invoice.issuedOn?.iso8601 },
        .text("due", .init("Due")) { $0.invoice.dueOn?.iso8601 },
        .money("net", "Net", isDefault: false) { $0.invoice.totals.net },
        .money("tax", "Tax", isDefault: false) { $0.invoice.totals.tax },
        .money("amount", "Amount") { $0.invoice.totals.total },
        .money("open", "Open") { $0.invoice.open },
        .text("currency", .init("")) { $0.invoice.totals.total.currency.code },
        .text("id", .init("Id"), isDefault: false) { $0.invoice.id.description },
    ]

    private static func tone(_ invoice: DatedInvoice) -> TextTable.Tone {
        if invoice.isOverdue { return .bad }
        return switch invoice.invoice.state {
        case .gathering, .void: .quiet
        case .draft, .approved, .partiallyPaid: .warning
        case .issued: .plain
        case .paid: .good
        case .uncollectible: .bad
        }
    }
}
