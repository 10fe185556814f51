import DaybookCore
import DaybookStore
import DaybookWire

/// How a pack is told to people and to scripts.
enum PackWords {
    /// `3 invoices, EUR 1,200.00 (2), USD 10.00 (1)`
    static func list(_ list: PackManifest.List?) -> String {
        guard let list else { return "none" }
        let sums = list.totals.map { total in
            "\(total.currency) \(total.amount.text(grouping: ",", decimalPoint: ".")) "
                + "(\(Texts.count(total.count)))"
        }
        return ([Texts.count(list.count)] + sums).joined(separator: ", ")
    }

    /// `Harbourline as of 2026-11-20, by anna, all of it`
    static func origin(_ manifest: PackManifest) -> String {
        let name = Words.visible(manifest.organisation.name)
        return "\(name) as of \(manifest.at.iso8601), packed by \(Words.visible(manifest.actor))"
            + " with \(Words.visible(manifest.program)): \(scope(manifest.scope))"
    }

    static func scope(_ scope: PackScope) -> String {
        var parts: [String] = []
        if let customer = scope.customer {
            parts.append("the customer \(Words.visible(customer))")
        }
        if let period = scope.period { parts.append(Texts.days(period)) }
        return parts.isEmpty ? "everything" : parts.joined(separator: ", ")
    }

    static func json(_ manifest: PackManifest) -> [JSONValue.Member] {
        [
            .init("at", .string(manifest.at.iso8601)),
            .init("by", .string(manifest.actor)),
            .init("program", .string(manifest.program)),
            .init(
                "organisation",
                [
                    "id": .string(manifest.organisation.id.description),
                    "name": .string(manifest.organisation.name),
                ]
            ),
            .init(
                "journal",
                [
                    "number": .integer(manifest.journal.number),
                    "hash": .string(manifest.journal.hash.hexadecimal),
                ]
            ),
            .init("customer", .text(manifest.scope.customer)),
            .init("period", manifest.scope.period?.json ?? .null),
            .init("lists", .array(manifest.lists.map(json))),
            .init("members", .integer(manifest.members.count)),
            .init("ledger", .bool(manifest.hasLedger)),
        ]
    }

    private static func json(_ list: PackManifest.List) -> JSONValue {
        [
            "name": .string(list.name),
            "count": .integer(list.count),
            "totals": .array(
                list.totals.map {
                    [
                        "currency": .string($0.currency), "count": .integer($0.count),
                        "amount": .decimal($0.amount),
                    ]
                }
            ),
        ]
    }
}
