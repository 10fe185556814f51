import DaybookWire
import TerminalKit

/// A draft as a table of a run shows it.
struct BillRow: Sendable {
    let account: String
    let lines: Int
    let net: String
    let tax: String
    let total: String
    let currency: String

    static let fields: [RecordField<BillRow>] = [
        .text("account", .init("Account")) { $0.account },
        RecordField(
            "lines",
            .init("Lines", .right),
            cell: { .init(Texts.count($0.lines)) },
            json: { .integer($0.lines) }
        ),
        .text("net", .init("Net", .right)) { $0.net },
        .text("tax", .init("Tax", .right)) { $0.tax },
        .text("total", .init("Total", .right)) { $0.total },
        .text("currency", .init("Currency")) { $0.currency },
    ]
}
