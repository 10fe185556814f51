import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

/// A version of a plan or of an add-on as lists show it.
struct VersionRow<Content: Hashable & Sendable>: Sendable {
    let key: String
    let version: VersionHistory<Content>.Version
    let history: VersionHistory<Content>
    let now: Instant
    /// By whose clocks days are counted.
    let zone: ZoneRules

    var state: VersionState { history.state(of: version, at: now) }
    var span: ActiveSpan? { history.span(of: version) }

    /// - Parameters:
    ///   - name: how a version calls the thing
    ///   - last: the field that only plans, or only add-ons, have
    static func fields(
        name: @escaping @Sendable (Content) -> String,
        last: RecordField<VersionRow>,
    ) -> [RecordField<VersionRow>] {
        [
            .text("key", .init("Key")) { $0.key },
            RecordField(
                "version",
                .init("Version", .right),
                cell: { .init("\($0.version.number)") },
                json: { .integer($0.version.number) }
            ).asked(as: .count),
            .text("name", .init("Name", cutTo: 12)) { name($0.version.content) },
            .text("state", .init("State")) { $0.state.rawValue },
            .day("from", .init("From"), in: { $0.zone }) { $0.span?.from }.asked(as: .day),
            .day("to", .init("To"), in: { $0.zone }) { $0.span?.to }.asked(as: .day),
            last,
        ]
    }
}

extension VersionedKind {
    /// Every version of everything of this kind, by key.
    func rows(
        _ connection: Connection,
        at now: Instant,
        in zone: ZoneRules,
    ) throws -> [VersionRow<Content>] {
        try store(connection).all().sorted { $0.key < $1.key }.flatMap { key, history in
            history.versions.map {
                VersionRow(key: key, version: $0, history: history, now: now, zone: zone)
            }
        }
    }
}

extension Session {
    func listVersions<Content>(
        _ kind: VersionedKind<Content>,
        _ list: ShortList<VersionRow<Content>>,
    ) throws {
        let (now, zone) = (try now(), try organisationZone())
        try list.write(read { try kind.rows($0, at: now, in: zone) }, self)
    }
}

extension VersionRow<PlanDefinition> {
    static var plans: ShortList<VersionRow> {
        ShortList(
            "version of a plan",
            plural: "versions of plans",
            maker: "plans create",
            fields(
                name: { $0.name },
                last: .text("currencies", .init("Currencies")) { row in
                    row.version.content.currencies.map(\.code).joined(separator: " ")
                }
            )
        )
    }
}

extension VersionRow<AddOnDefinition> {
    static var addOns: ShortList<VersionRow> {
        ShortList(
            "version of an add-on",
            plural: "versions of add-ons",
            maker: "addons create",
            fields(
                name: { $0.name },
                last: .text("items", .init("Items", cutTo: 12)) { row in
                    row.version.content.rateCards.map(\.key).joined(separator: " ")
                }
            )
        )
    }
}
