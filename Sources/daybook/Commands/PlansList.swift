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

    static let plansDiff = Command(
        ["plans", "diff"],
        summary: "Show where two versions of a plan differ",
        arguments: [
            ArgumentSpec("PLAN", "The key of the plan"),
            ArgumentSpec("OLD", "A version", kind: .integer(1...Int.max)),
            ArgumentSpec("NEW", "Another one", kind: .integer(1...Int.max)),
        ],
        examples: [Example("daybook plans diff growth 1 2", "What the second version changed")],
        exits: [ExitNote(.notFound, "there is no such plan or version")],
        run: { session in
            let key = session.invocation.argument("PLAN")
            let plans = try session.read { connection in
                try ["OLD", "NEW"].map { name in
                    let number = session.invocation.argument(name)
                    let plan = try CatalogueRepository(connection).plans
                        .content(of: key, version: Int(number) ?? 0)
                    guard let plan else {
                        throw Failure.notFound("version", "\(key) v\(number)", list: "plans list")
                    }
                    return plan
                }
            }
            let difference = PlanDifference(from: plans[0], to: plans[1])
            try RecordOutput.write(difference.entries, differenceFields, session)
        }
    )

    private static let differenceFields: [RecordField<PlanDifference.Entry>] = [
        .text("path", .init("Where")) { $0.path },
        .text("old", .init("Old")) { $0.old },
        .text("new", .init("New")) { $0.new },
    ]
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
