import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let metersList = Command(
        ["meters", "list"],
        summary: "List meters: how events become quantities",
        options: MeterFields.list.options,
        examples: [Example("daybook meters list", "Show all meters")],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { session in
            let meters = try session.read { try MeterRepository($0).all() }
            try MeterFields.list.write(meters, session)
        }
    )

    static let metersShow = Command(
        ["meters", "show"],
        summary: "Show one meter",
        arguments: [ArgumentSpec("METER", "The key or id of the meter")],
        examples: [Example("daybook meters show api-calls", "Show this meter")],
        exits: [ExitNote(.notFound, "there is no such meter")],
        run: { session in
            let meter = try session.meter(session.invocation.argument("METER"))
            if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                try session.writeJSON(try meter.json())
            } else if session.invocation.flag("csv") {
                try session.writeCSV(CSVRow.names(MeterFields.all))
                try session.writeCSV(CSVRow.cells(meter, MeterFields.all))
            } else {
                try session.write(
                    try RecordOutput.facts(
                        MeterFields.all.map { ($0.name, $0.cell(meter)) },
                        session
                    )
                )
            }
        }
    )
}

extension Session {
    /// The meter with this key or id.
    func meter(_ word: String) throws -> StoredMeter {
        guard let meter = try read({ try Self.inAnyCase(word, MeterRepository($0).find) }) else {
            throw Failure.notFound("meter", word, list: "meters list")
        }
        return meter
    }
}

/// The fields of a meter in lists.
enum MeterFields {
    static let list = ShortList("meter", maker: "meters create", all)

    static let all: [RecordField<StoredMeter>] = [
        .text("key", .init("Key")) { $0.meter.key },
        .text("name", .init("Name", cutTo: 12)) { $0.name },
        .text("eventType", .init("Events")) { $0.meter.eventType },
        .text("aggregation", .init("Aggregation")) { $0.meter.aggregation.rawValue },
        .text("valuePath", .init("Value")) { $0.meter.valuePath },
        RecordField(
            "groups",
            .init("Groups", mayBeLeftOut: true),
            cell: { .init($0.meter.groups.map(\.name).joined(separator: ", ")) },
            json: { .object($0.meter.groups.map { .init($0.name, .string($0.path)) }) }
        ),
        RecordField(
            "filter",
            .init("Filter", mayBeLeftOut: true),
            isDefault: false,
            cell: { .init($0.filterJSON.map { JSONWriter.text($0) } ?? "") },
            json: { $0.filterJSON ?? .null }
        ),
        .text("created", .init("Created"), isDefault: false) { $0.createdAt.iso8601 }
            .asked(as: .day),
        .text("id", .init("Id"), isDefault: false) { $0.id.description },
    ]
}

extension StoredMeter {
    /// All that was given to make the meter, and what the ledger added.
    func json() throws -> JSONValue {
        guard case .object(let definition) = try MeterDefinition.json(of: meter) else {
            preconditionFailure("the definition of a meter is an object")
        }
        return .object(
            [
                .init("id", .string(id.description)), .init("key", .string(meter.key)),
                .init("name", .string(name)), .init("eventType", .string(meter.eventType)),
            ] + definition + [
                .init("version", .integer(version)),
                .init("createdAt", .string(createdAt.iso8601)),
            ]
        )
    }

    fileprivate var filterJSON: JSONValue? {
        guard case .object(let members)? = try? MeterDefinition.json(of: meter) else { return nil }
        return members.first { $0.key == "filter" }?.value
    }
}
