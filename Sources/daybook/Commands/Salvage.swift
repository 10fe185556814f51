import DaybookLive
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let salvage = Command(
        ["salvage"],
        summary: "Save what can be read of a damaged ledger into a new one",
        discussion: """
            The damaged file is read only, table by table and row by row, around the pages that \
            are lost. What came over and what did not is told of each table; the new ledger is \
            then checked. A backup is better: this is for the day on which there is none.
            """,
        arguments: [
            ArgumentSpec("FILE", "The damaged ledger", kind: .path(.file)),
            ArgumentSpec("NEW", "The ledger to make", kind: .path(.file)),
        ],
        examples: [Example("daybook salvage ledger.db saved.db", "Save what can be read")],
        exits: [
            ExitNote(.notFound, "there is no such file"),
            ExitNote(.conflict, "there is such a new file, or somebody has the old one open"),
            ExitNote(.ledgerDamaged, "not everything could be saved"),
            ExitNote(.stopped),
        ],
        run: { session in
            try session.requireWriting()
            let (old, new) = (
                session.invocation.argument("FILE"), session.invocation.argument("NEW")
            )
            Interrupts.hold()
            let line = SharedLine(session)
            let report = try LedgerSalvage(of: old, to: new) { table, rows in
                try line.show(table, rows, of: nil)
                try ProgressLine.checkInterrupt("stopped; nothing was written")
            }.run()
            try line.clear()
            try write(report, old, new, session)
            if !report.isWhole {
                throw Failure(
                    .ledgerDamaged,
                    "not everything of \(old) could be saved",
                    advice: "compare \(new) with your last backup before you go on with it",
                    instance: old
                )
            }
        }
    )

    private static func write(
        _ report: SalvageReport,
        _ old: String,
        _ new: String,
        _ session: Session,
    ) throws {
        let invocation = session.invocation
        if invocation.flag("json") {
            try session.writeJSON([
                "ledger": .string(old),
                "salvaged": .string(new),
                "tables": .array(report.tables.map { .record($0, fields) }),
                "unreadableBytes": .integer(report.unreadableBytes),
                "problems": .array(report.problems.map { .string($0) }),
            ])
        } else if invocation.flag("jsonl") || invocation.flag("csv") {
            try RecordOutput.write(report.tables, fields, session)
        } else if !invocation.flag("quiet") || !report.isWhole {
            let shown = report.tables.filter { $0.recovered > 0 || !$0.isWhole }
            try session.write(try RecordOutput.table(shown, fields, session))
            for problem in report.problems { try session.write(Words.line(problem) + "\n") }
        }
    }

    private static let fields: [RecordField<SalvageReport.Table>] = [
        .text("table", .init("Table")) { $0.name },
        RecordField(
            "recovered",
            .init("Saved", .right),
            cell: { .init(Texts.count($0.recovered)) },
            json: { .integer($0.recovered) }
        ),
        RecordField(
            "missing",
            .init("Missing", .right),
            cell: { table in
                guard let missing = table.missing else { return .init("some", .bad) }
                return .init(Texts.count(missing), missing == 0 ? .plain : .bad)
            },
            json: { table in table.missing.map { .integer($0) } ?? .null }
        ),
        RecordField(
            "refused",
            .init("Unusable", .right),
            cell: { .init(Texts.count($0.refused), $0.refused == 0 ? .plain : .bad) },
            json: { .integer($0.refused) }
        ),
        RecordField(
            "gaps",
            .init("Rows that are lost", cutTo: 12),
            cell: { .init($0.gaps.map(words).joined(separator: ", ")) },
            json: { table in .array(table.gaps.map(json)) }
        ),
    ]

    private static func words(_ gap: SalvageReport.Gap) -> String {
        guard let rows = gap.rows else { return "unknown" }
        switch (rows.lowerBound, rows.upperBound) {
        case (.min, .max): return "all"
        case (.min, let last): return "up to \(last)"
        case (let first, .max): return "from \(first) on"
        case (let first, let last): return first == last ? "\(first)" : "\(first) to \(last)"
        }
    }

    /// The number of a row, or null where nobody knows how far a gap goes.
    private static func end(_ row: Int64?) -> JSONValue {
        guard let row, row != .min, row != .max else { return .null }
        return .integer(Int(row))
    }

    private static func json(_ gap: SalvageReport.Gap) -> JSONValue {
        [
            "from": end(gap.rows?.lowerBound),
            "to": end(gap.rows?.upperBound),
            "count": gap.count.map { .integer($0) } ?? .null,
        ]
    }
}
