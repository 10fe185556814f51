import DaybookCore
import DaybookWire
import TerminalKit

/// A difference as a table shows it.
struct RunDifferenceRow: Sendable {
    let difference: RunDifference
    /// Nil where the currencies differ.
    let change: Money?

    init(_ difference: RunDifference, change: Money?) {
        self.difference = difference
        self.change = change
    }

    /// The differences of two runs, each in the order of `RunLine.isBefore`.
    static func all(
        from before: [RunLine],
        to after: [RunLine],
    ) throws -> [RunDifferenceRow] {
        try RunDifference.differences(from: before, to: after)
            .map { RunDifferenceRow($0, change: try $0.change()) }
    }

    /// Writes the differences, and what they come to.
    static func write(_ rows: [RunDifferenceRow], _ session: Session) throws {
        if session.invocation.flag("json") {
            try session.writeJSON([
                "items": .array(rows.map { .record($0, fields) }),
                "totals": .array(
                    try totals(rows).map { total in
                        [
                            "currency": .string(total.currency.code),
                            "amount": total.json,
                        ]
                    }
                ),
            ])
        } else {
            try RecordOutput.write(rows, fields, session)
            if session.invocation.flag("csv") || session.invocation.flag("quiet") { return }
            let totals = try totals(rows)
                .map { "\($0.isNegative ? "" : "+")\($0.groupedText) \($0.currency)" }
            let count =
                rows.count == 1 ? "1 difference" : "\(Texts.count(rows.count)) differences"
            let sentence = totals.isEmpty ? "nothing" : totals.joined(separator: ", ")
            try session.write("\(count): \(sentence)\n")
        }
    }

    static let fields: [RecordField<RunDifferenceRow>] = [
        .text("invoice", .init("Invoice", cutTo: 10)) { $0.difference.invoice },
        .text("line", .init("Line", cutTo: 16)) { $0.difference.line },
        .text("cause", .init("Cause")) { $0.difference.cause.rawValue },
        .text("quantityBefore", .init("Quantity"), isDefault: false) {
            $0.difference.before?.quantity.normalized.description
        },
        .text("quantityAfter", .init("then"), isDefault: false) {
            $0.difference.after?.quantity.normalized.description
        },
        amount("before", "Before") { $0.difference.before?.amount },
        amount("after", "After") { $0.difference.after?.amount },
        amount("change", "Change") { $0.change },
        .text("currency", .init("Currency")) {
            ($0.difference.after ?? $0.difference.before)?.amount.currency.code
        },
    ]

    /// An amount that may not be there.
    private static func amount(
        _ name: String,
        _ title: String,
        _ value: @escaping @Sendable (RunDifferenceRow) -> Money?,
    ) -> RecordField<RunDifferenceRow> {
        RecordField(
            name,
            .init(title, .right),
            cell: { .init(value($0)?.groupedText ?? "") },
            json: { value($0)?.json ?? .null }
        )
    }

    /// The changes of each currency, in the order of their codes.
    static func totals(_ rows: [RunDifferenceRow]) throws -> [Money] {
        var totals: [Currency: Money] = [:]
        for change in rows.compactMap(\.change) {
            totals[change.currency] = try totals[change.currency, default: .zero(change.currency)]
                .adding(change)
        }
        return totals.values.sorted { $0.currency.code < $1.currency.code }
    }
}
