package import DaybookCore
package import DaybookWire

/// How a meter is written as JSON: what the ledger keeps and what people give.
///
///     {"aggregation":"sum","valuePath":"$.bytes","groups":{"region":"$.region"},
///      "eventFrom":"2026-01-01T00:00:00Z","filter":{"path":"$.region","equals":"eu"},
///      "reset":{"monthly":1}}
package enum MeterDefinition {
    /// Everything but the key and the type of its events.
    package static func json(of meter: Meter) throws(MeterDefinitionError) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("aggregation", .string(meter.aggregation.rawValue))
        ]
        if let path = meter.valuePath { members.append(.init("valuePath", .string(path))) }
        if !meter.groups.isEmpty {
            let groups = meter.groups.map { JSONValue.Member($0.name, .string($0.path)) }
            members.append(.init("groups", .object(groups)))
        }
        if let from = meter.eventFrom {
            members.append(.init("eventFrom", .string(from.iso8601)))
        }
        if let filter = meter.filter { members.append(.init("filter", try json(of: filter))) }
        if let reset = json(of: meter.reset) { members.append(.init("reset", reset)) }
        return .object(members)
    }

    /// Reads what `json` writes. Members that it does not know are errors.
    package static func meter(
        key: String,
        eventType: String,
        _ json: JSONNode,
    ) throws -> Meter {
        let known = ["aggregation", "valuePath", "groups", "eventFrom", "filter", "reset"]
        for (name, value) in try json.members() where !known.contains(name) {
            throw value.mismatch("one of \(known.joined(separator: ", "))")
        }
        return try Meter(
            key: key,
            eventType: eventType,
            aggregation: try aggregation(json.required("aggregation")),
            valuePath: try json["valuePath"]?.string(),
            groups: try json["groups"]?.members().map {
                MeterGroup(name: $0.key, path: try $0.value.string())
            } ?? [],
            eventFrom: try json["eventFrom"].map { node in
                try Instant(iso8601: node.string())
            },
            filter: try json["filter"].map(filter),
            reset: try json["reset"].map(reset) ?? .none
        )
    }

    private static func aggregation(_ node: JSONNode) throws -> Aggregation {
        guard let aggregation = Aggregation(rawValue: try node.string()) else {
            let known = Aggregation.allCases.map(\.rawValue).joined(separator: ", ")
            throw node.mismatch("one of \(known)")
        }
        return aggregation
    }

    // MARK: - Resets

    private static func json(of reset: MeterReset) -> JSONValue? {
        switch reset {
        case .none: nil
        case .monthly(let day): ["monthly": .integer(day)]
        case .annual(let month, let day):
            ["annual": ["month": .integer(month), "day": .integer(day)]]
        case .on(let date): ["on": .string(date.iso8601)]
        }
    }

    private static func reset(_ node: JSONNode) throws -> MeterReset {
        if let day = node["monthly"] { return .monthly(day: try day.integer()) }
        if let annual = node["annual"] {
            return .annual(
                month: try annual.required("month").integer(),
                day: try annual.required("day").integer()
            )
        }
        if let date = node["on"] { return .on(try CivilDate(iso8601: date.string())) }
        throw node.mismatch("a member monthly, annual or on")
    }
}

/// A filter that cannot be kept: it was made with tests that have no written form.
package struct MeterDefinitionError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
}
