import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let entitlementsShow = Command(
        ["entitlements", "show"],
        summary: "Show an entitlement with its grants and resets",
        arguments: [Session.entitlementArgument],
        examples: [Example("daybook entitlements show acme/api-calls", "What was agreed")],
        exits: [ExitNote(.notFound, "there is no such entitlement")],
        run: { session in
            let zone = try session.organisationZone()
            let profile = try session.read { connection in
                let record = try session.entitlement(connection)
                return EntitlementProfile(
                    record: record,
                    accountKey: try CustomerRepository(connection).owner(of: record.account)
                        .accountKey,
                    version: try RecordVersions(connection).version(of: record.id, .entitlement),
                    zone: zone
                )
            }
            if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                try session.writeJSON(profile.json)
            } else if session.invocation.flag("csv") {
                try RecordOutput.write(profile.record.grants, profile.fields, session)
            } else {
                try session.write(try profile.text(session))
            }
        }
    )
}

extension Session {
    static let entitlementArgument = ArgumentSpec(
        "ENTITLEMENT",
        "ACCOUNT/PRODUCT by their keys, or the entitlement's id"
    )

    /// The entitlement that the command line names.
    func entitlement(_ connection: Connection) throws -> EntitlementRecord {
        let word = invocation.argument("ENTITLEMENT")
        let repository = EntitlementRepository(connection, zone: zoneRules)
        let parts = word.split(separator: "/", maxSplits: 1).map(String.init)
        let found: EntitlementRecord?
        if parts.count == 2 {
            let account = try account(parts[0], connection)
            found = try repository.find(account: account.id, product: parts[1])
        } else {
            found = try repository.find(word)
        }
        guard let found else {
            throw Failure.notFound("entitlement", word, list: "entitlements list")
        }
        return found
    }

    /// The entitlement that the command line names, of which there are grants and resets.
    func meteredEntitlement(
        _ connection: Connection,
    ) throws -> (record: EntitlementRecord, terms: MeteredTerms) {
        let record = try entitlement(connection)
        guard case .metered(let terms) = record.terms else {
            throw Failure(
                .conflict,
                "it is \(record.terms.word.rawValue): only what is metered has grants and resets",
                instance: invocation.argument("ENTITLEMENT")
            )
        }
        guard record.deletedAt == nil else {
            throw Failure(
                .conflict,
                "the entitlement was deleted",
                instance: invocation.argument("ENTITLEMENT")
            )
        }
        return (record, terms)
    }

    /// Says how an entitlement stands now.
    func report(
        _ sentence: String,
        _ record: EntitlementRecord,
        _ more: [JSONValue.Member] = [],
        entry: Int?,
    ) throws {
        try report(
            sentence,
            [
                .init("id", .string(record.id.description)),
                .init("product", .string(record.product)),
                .init("kind", .string(record.terms.word.rawValue)),
            ] + more,
            entry: entry
        )
    }
}

/// An entitlement with all that one looks at when one looks at it.
private struct EntitlementProfile {
    let record: EntitlementRecord
    let accountKey: String
    let version: Int?
    let zone: ZoneRules

    var fields: [RecordField<Grant>] {
        [
            RecordField(
                "amount",
                .init("Granted", .right),
                cell: { .init($0.amount.text(grouping: ",", decimalPoint: ".")) },
                json: { .decimal($0.amount) }
            ),
            RecordField(
                "priority",
                .init("Priority", .right),
                cell: { .init("\($0.priority)") },
                json: { .integer($0.priority) }
            ),
            .moment("effectiveAt", .init("From"), zone) { $0.life.effectiveAt },
            .moment("expiresAt", .init("Expires"), zone) { $0.life.expiresAt },
            .text("every", .init("Every", mayBeLeftOut: true)) { $0.recurrence?.interval.iso8601 },
            .text("rollsOver", .init("Rolls over", mayBeLeftOut: true)) { grant in
                "\(grant.rollover.minimum.normalized) to \(grant.rollover.maximum.normalized)"
            },
            .text("id", .init("Id")) { $0.id.text },
        ]
    }

    var json: JSONValue {
        [
            "id": .string(record.id.description),
            "account": .string(accountKey),
            "product": .string(record.product),
            "kind": .string(record.terms.word.rawValue),
            "activeFrom": .string(record.activeFrom.iso8601),
            "activeTo": .text(record.activeTo?.iso8601),
            "deletedAt": .text(record.deletedAt?.iso8601),
            "createdAt": .string(record.createdAt.iso8601),
            "note": .text(record.note),
            "version": version.map { .integer($0) } ?? .null,
            "terms": terms,
            "grants": .array(record.grants.map { .record($0, fields) }),
            "resets": .array(record.resets.map(reset)),
        ]
    }

    private var terms: JSONValue {
        switch record.terms {
        case .boolean: [:]
        case .fixed(let config): ["says": .string(config)]
        case .metered(let terms):
            [
                "measuresFrom": .string(terms.measuresFrom.iso8601),
                "anchor": .string(terms.anchor.iso8601),
                "every": .string(terms.interval.iso8601),
                "timeZone": .string(terms.zone.name),
                "limit": .string(terms.isSoftLimit ? "soft" : "hard"),
                "keepsOverage": .bool(terms.preservesOverage),
                "allowance": terms.allowance.map { .decimal($0.amount) } ?? .null,
                "allowancePriority": terms.allowance.map { .integer($0.priority) } ?? .null,
            ]
        }
    }

    private func reset(_ reset: UsageReset) -> JSONValue {
        [
            "at": .string(reset.at.iso8601), "keepsAnchor": .bool(reset.retainsAnchor),
            "keepsOverage": reset.preservesOverage.map { .bool($0) } ?? .null,
        ]
    }

    func text(_ session: Session) throws -> String {
        var facts: [(name: String, value: TextTable.Cell)] = [
            ("Entitlement", .init("\(accountKey)/\(record.product)", .heading)),
            ("Kind", .init(record.terms.word.rawValue)),
        ]
        if record.terms != .boolean { facts.append(("Terms", .init(record.terms.words))) }
        facts += [
            ("From", .init(Texts.moment(record.activeFrom, in: zone))),
            ("To", .init(record.activeTo.map { Texts.moment($0, in: zone) } ?? "no end")),
        ]
        if let at = record.deletedAt {
            facts.append(("Deleted", .init(Texts.moment(at, in: zone))))
        }
        for reset in record.resets {
            facts.append(("Reset", .init(Texts.moment(reset.at, in: zone))))
        }
        if let note = record.note { facts.append(("Note", .init(note))) }
        facts.append(("Id", .init(record.id.description, .quiet)))
        let text = try RecordOutput.facts(facts, session)
        if record.grants.isEmpty { return text }
        return text + "\n" + (try RecordOutput.table(record.grants, fields, session))
    }
}
