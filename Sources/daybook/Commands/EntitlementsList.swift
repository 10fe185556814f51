import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let entitlementsList = Command(
        ["entitlements", "list"],
        summary: "List what accounts may use, the latest first",
        options: [
            .value("account", "ACCOUNT", .text, "Only those of this account"),
            .value("product", "PRODUCT", .text, "Only those of this product"),
            .flag("deleted", "Those that were deleted as well"),
        ] + list(.utc).options,
        examples: [Example("daybook entitlements list --account acme", "What one may use")],
        exits: [ExitNote(.notFound, "there is no such account")],
        run: { session in
            let listed = try session.read { connection in
                let account = try session.invocation.text("account")
                    .map { try session.account($0, connection).id }
                let customers = CustomerRepository(connection)
                return try EntitlementRepository(connection, zone: session.zoneRules).list(
                    account: account,
                    product: session.invocation.text("product"),
                    includesDeleted: session.invocation.flag("deleted"),
                    limit: .max
                ).map { record in
                    ListedEntitlement(
                        record: record,
                        accountKey: try customers.owner(of: record.account).accountKey
                    )
                }
            }
            try list(session.organisationZone()).write(listed, session)
        }
    )

    private static func list(_ zone: ZoneRules) -> ShortList<ListedEntitlement> {
        ShortList("entitlement", maker: "entitlements create", fields(zone))
    }

    private static func fields(_ zone: ZoneRules) -> [RecordField<ListedEntitlement>] {
        [
            .text("account", .init("Account", cutTo: 10)) { $0.accountKey },
            .text("product", .init("Product", cutTo: 10)) { $0.record.product },
            .text("kind", .init("Kind")) { $0.record.terms.word.rawValue },
            .text("terms", .init("Terms", cutTo: 16)) { $0.record.terms.words },
            .moment("activeFrom", .init("From"), zone) { $0.record.activeFrom }
                .asked(as: .day),
            .moment("activeTo", .init("To"), zone) { $0.record.activeTo }.asked(as: .day),
            .moment("deletedAt", .init("Deleted", mayBeLeftOut: true), zone) {
                $0.record.deletedAt
            }.asked(as: .day),
            .text("note", .init("Note"), isDefault: false) { $0.record.note },
            .text("id", .init("Id"), isDefault: false) { $0.record.id.description },
        ]
    }
}

extension RecordField {
    /// A time: for people the day, where one begins then.
    static func moment(
        _ name: String,
        _ column: TextTable.Column,
        _ zone: ZoneRules,
        _ value: @escaping @Sendable (Record) -> Instant?,
    ) -> RecordField {
        RecordField(
            name,
            column,
            cell: { .init(value($0).map { Texts.moment($0, in: zone) } ?? "") },
            json: { .text(value($0)?.iso8601) }
        )
    }
}

/// An entitlement with the account that has it.
private struct ListedEntitlement {
    let record: EntitlementRecord
    let accountKey: String
}

extension EntitlementRecord.Terms {
    /// `1000 every P1M, soft limit`
    var words: String {
        switch self {
        case .boolean: ""
        case .fixed(let config): config
        case .metered(let terms):
            [
                (terms.allowance.map { "\($0.amount.normalized) every " } ?? "every ")
                    + terms.interval.iso8601,
                terms.isSoftLimit ? "soft limit" : "hard limit",
                terms.preservesOverage ? "overage is kept" : nil,
            ].compactMap(\.self).joined(separator: ", ")
        }
    }
}
