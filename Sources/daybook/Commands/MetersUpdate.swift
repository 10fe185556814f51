import DaybookCore
import DaybookStore

extension Command {
    static let metersUpdate = Command(
        ["meters", "update"],
        summary: "Call a meter otherwise",
        discussion: """
            What a meter counts never changes: past quantities, and invoices that were made of \
            them, would say something else. For other quantities add another meter, and let the \
            product name it.
            """,
        arguments: [ArgumentSpec("METER", "The meter's key or id")],
        options: [.value("name", "TEXT", .text, "How people call it")] + RecordInput.options + [
            Session.versionOption, .flag("dry-run", "Check the change and make none"),
        ],
        exclusive: RecordInput.exclusive,
        examples: [Example("daybook meters update api-calls --name 'API calls'", "Its name")],
        exits: [
            ExitNote(.notFound, "there is no such meter"),
            ExitNote(.conflict, "what it counts was to change, or somebody else was quicker"),
        ],
        run: { session in
            let input = try RecordInput(session, members: ["name"] + fixedMembers)
            let changed = try session.changing("meter.update") { connection in
                let stored = try session.namedMeter(connection)
                if let member = try fixedMembers.first(where: { try input.mentions($0) }) {
                    throw Failure(
                        .conflict,
                        "the \(member) of a meter never changes: what was measured would",
                        advice: "`daybook meters create` adds another one for the product to name",
                        instance: stored.meter.key
                    )
                }
                let name = try input.text("name", stored.name)
                let version = try session.version(of: stored.id, .meter, connection)
                try MeterRepository(connection).rename(stored.id, to: name, from: version)
                let key = stored.meter.key
                return try WrittenRecord(stored.id, key: key, state: nil, .meter, connection)
            }
            let key = changed.answer.key
            try session.report("changed the meter \(key)", changed.answer, entry: changed.entry)
        }
    )

    static let metersDelete = Command(
        ["meters", "delete"],
        summary: "Remove a meter that nothing names and that no event was for",
        arguments: [ArgumentSpec("METER", "The meter's key or id")],
        options: [Session.versionOption, .flag("dry-run", "Change nothing")],
        examples: [Example("daybook meters delete api-cals", "It was misspelt")],
        exits: [
            ExitNote(.notFound, "there is no such meter"),
            ExitNote(.conflict, "products name it, or there are events of its type"),
        ],
        run: { session in
            let changed = try session.changing("meter.delete") { connection in
                let stored = try session.namedMeter(connection)
                try session.requireVersion(of: stored.id, .meter, connection)
                try MeterRepository(connection).delete(stored)
                let key = stored.meter.key
                return try WrittenRecord(stored.id, key: key, state: nil, .meter, connection)
            }
            let key = changed.answer.key
            try session.report("removed the meter \(key)", changed.answer, entry: changed.entry)
        }
    )

    /// What a meter's JSON has and nobody may write anew.
    private static let fixedMembers = [
        "key", "eventType", "aggregation", "valuePath", "groups", "filter", "start", "reset",
    ]
}

extension Session {
    fileprivate func namedMeter(_ connection: Connection) throws -> StoredMeter {
        let word = invocation.argument("METER")
        guard let stored = try MeterRepository(connection).find(word) else {
            throw Failure.notFound("meter", word, list: "meters list")
        }
        return stored
    }
}
