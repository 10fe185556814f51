import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let billDiff = Command(
        ["bill", "diff"],
        summary: "Show where two billing runs differ, and why",
        discussion: """
            The runs are files that `bill preview --out` or `bill run --out` has kept: before and \
            after a change of prices, of contracts or of usage.
            """,
        arguments: [
            ArgumentSpec("BEFORE", "The documents of the first run", kind: .path(.file)),
            ArgumentSpec("AFTER", "The documents of the second run", kind: .path(.file)),
        ],
        examples: [
            Example("daybook bill diff before.jsonl after.jsonl", "What has become dearer")
        ],
        exits: [ExitNote(.wrongUsage, "a file holds no run")],
        run: { session in
            let before = try session.run("BEFORE")
            let after = try session.run("AFTER")
            let found = try RunDifference.differences(from: before, to: after)
            let rows = try found.map { RunDifferenceRow($0, change: try $0.change()) }
            if session.invocation.flag("json") {
                try session.writeJSON([
                    "items": .array(rows.map { .record($0, RunDifferenceRow.fields) }),
                    "totals": .array(
                        try RunDifferenceRow.totals(rows).map { total in
                            [
                                "currency": .string(total.currency.code),
                                "amount": total.json,
                            ]
                        }
                    ),
                ])
            } else {
                try RecordOutput.write(rows, RunDifferenceRow.fields, session)
                if session.invocation.flag("csv") || session.invocation.flag("quiet") { return }
                let totals = try RunDifferenceRow.totals(rows)
                    .map { "\($0.isNegative ? "" : "+")\($0.groupedText) \($0.currency)" }
                let count =
                    rows.count == 1 ? "1 difference" : "\(Texts.count(rows.count)) differences"
                let sentence = totals.isEmpty ? "nothing" : totals.joined(separator: ", ")
                try session.write("\(count): \(sentence)\n")
            }
        }
    )
}

extension Session {
    fileprivate func run(_ argument: String) throws -> [RunLine] {
        let path = invocation.argument(argument)
        return try RunFile.lines(FileSource.content(of: path), file: path)
    }
}

/// A difference as a table shows it.
private struct RunDifferenceRow: Sendable {
    let difference: RunDifference
    /// Nil where the currencies differ.
    let change: Money?

    init(_ difference: RunDifference, change: Money?) {
        self.difference = difference
        self.change = change
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
        .text("before", .init("Before", .right)) { $0.difference.before?.amount.groupedText },
        .text("after", .init("After", .right)) { $0.difference.after?.amount.groupedText },
        .text("change", .init("Change", .right)) { $0.change?.groupedText },
        .text("currency", .init("Currency")) {
            ($0.difference.after ?? $0.difference.before)?.amount.currency.code
        },
    ]

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
