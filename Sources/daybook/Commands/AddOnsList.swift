import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let addOnsList = Command(
        ["addons", "list"],
        summary: "List add-ons and their versions",
        examples: [Example("daybook addons list", "Show all add-ons")],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { session in
            let now = try session.now()
            let addOns = try session.read { try CatalogueRepository($0).addOns.all() }
            let rows = addOns.sorted { $0.key < $1.key }.flatMap { key, history in
                history.versions.map { AddOnRow(key: key, version: $0, history: history, now: now) }
            }
            try RecordOutput.write(rows, AddOnRow.fields, session)
        }
    )
}

/// A version of an add-on as a list shows it.
private struct AddOnRow: Sendable {
    let key: String
    let version: VersionHistory<AddOnDefinition>.Version
    let history: VersionHistory<AddOnDefinition>
    let now: Instant

    static let fields: [RecordField<AddOnRow>] = [
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
        .text("items", .init("Items", cutTo: 12)) { row in
            row.version.content.rateCards.map(\.key).joined(separator: " ")
        },
    ]
}
