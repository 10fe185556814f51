import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let entitlementsValue = Command(
        ["entitlements", "value"],
        summary: "Show whether it may be used, and what is left of it, now or at any time",
        discussion: """
            What is left is computed from grants, resets and the usage of the account's events; a \
            time takes in its whole minute.
            """,
        arguments: [Session.entitlementArgument],
        options: [
            .value("at", "TIME", .moment, "The time", default: .described("now"))
        ],
        examples: [
            Example(
                "daybook entitlements value acme/api-calls --at 2026-11-20T10:00:00Z",
                "What was left then"
            )
        ],
        exits: [
            ExitNote(.notFound, "there is no such entitlement"),
            ExitNote(.conflict, "what is left cannot be told"),
        ],
        run: { session in
            let at = try session.instant("at") ?? session.now()
            let zone = try session.organisationZone()
            let (record, access) = try session.read { connection in
                let record = try session.entitlement(connection)
                let usage = EntitlementUsage(connection, zone: zone)
                return (record, try usage.access(of: record, at: at))
            }
            let value = EntitlementValue(record: record, access: access, at: at)
            if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                try session.writeJSON(value.json)
            } else {
                try session.write(try RecordOutput.facts(value.facts, session))
            }
        }
    )
}

/// What is left of an entitlement at a time.
private struct EntitlementValue {
    let record: EntitlementRecord
    let access: EntitlementAccess
    let at: Instant

    var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("id", .string(record.id.description)),
            .init("product", .string(record.product)),
            .init("at", .string(at.iso8601)),
            .init("hasAccess", .bool(access.hasAccess)),
            .init("obstacle", .text(access.obstacle?.rawValue)),
        ]
        if let config = access.config { members.append(.init("says", .string(config))) }
        if let value = access.value {
            members += [
                .init("usage", .decimal(value.usage.normalized)),
                .init("balance", .decimal(value.balance.normalized)),
                .init("overage", .decimal(value.overage.normalized)),
                .init("totalAvailable", .decimal(value.totalAvailable.normalized)),
                .init("periodFrom", .string(value.periodStart.iso8601)),
                .init("grants", .array(grants(value))),
            ]
        }
        return .object(members)
    }

    private func grants(_ value: EntitlementBalance) -> [JSONValue] {
        zip(value.balances.ids, value.balances.amounts).map { id, amount in
            ["grant": .string(id.text), "balance": .decimal(amount.normalized)]
        }
    }

    var facts: [(name: String, value: TextTable.Cell)] {
        var facts: [(name: String, value: TextTable.Cell)] = [
            ("Access", .init(access.obstacle.map { "no: \($0.rawValue)" } ?? "yes", .heading))
        ]
        if let config = access.config { facts.append(("Says", .init(config))) }
        if let value = access.value {
            for (name, amount) in [
                ("Used", value.usage), ("Left", value.balance), ("Overage", value.overage),
                ("Available", value.totalAvailable),
            ] {
                let text = amount.normalized.text(grouping: ",", decimalPoint: ".")
                facts.append((name, .init(text)))
            }
            facts.append(("Period from", .init(value.periodStart.iso8601)))
        }
        facts.append(("At", .init(at.iso8601, .quiet)))
        return facts
    }
}
