import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let plansList = Command(
        ["plans", "list"],
        summary: "List plans and their versions",
        examples: [Example("daybook plans list", "Show all plans")],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { session in
            let now = try session.now()
            let plans = try session.read { try CatalogueRepository($0).plans.all() }
            let rows = plans.sorted { $0.key < $1.key }.flatMap { key, history in
                history.versions.map { PlanRow(key: key, version: $0, history: history, now: now) }
            }
            try RecordOutput.write(rows, PlanRow.fields, session)
        }
    )
}

/// A version of a plan as a list shows it.
private struct PlanRow: Sendable {
    let key: String
    let version: VersionHistory<PlanDefinition>.Version
    let history: VersionHistory<PlanDefinition>
    let now: Instant

    static let fields: [RecordField<PlanRow>] = [
        .text("key", .init("Key")) { $0.key },
        RecordField(
            "version",
            .init("Version", .right),
            cell: { .init("\($0.version.number)") },
            json: { .integer($0.version.number) }
        ),
        .text("name", .init("Name", cutTo: 12)) { $0.version.content.name },
        .text("state", .init("State")) { $0.history.state(of: $0.version, at: $0.now).rawValue },
        .text("from", .init("From")) { row in
            row.history.span(of: row.version)?.from.iso8601
        },
        .text("to", .init("To")) { $0.history.span(of: $0.version)?.to?.iso8601 },
        .text("currencies", .init("Currencies")) { row in
            row.version.content.currencies.map(\.code).joined(separator: " ")
        },
    ]
}
