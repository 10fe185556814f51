import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let eventsDelete = Command(
        ["events", "delete"],
        summary: "Delete usage events",
        discussion: """
            Deleted events count for nothing any more and are no longer listed. Their identities \
            stay taken: the same event, read again, stays deleted. The journal says who deleted \
            how many.
            """,
        arguments: [
            ArgumentSpec("ID", "The ids of events of one source", count: .repeated)
        ],
        options: [.value("source", "NAME", .text, "The source of the events with these ids")]
            + EventList.filterOptions + [
                .flag("dry-run", "Say how many would be deleted and delete none")
            ],
        examples: [
            Example("daybook events delete --source gateway evt_17 evt_18", "Delete two events"),
            Example(
                "daybook events delete --subject test-tenant --dry-run",
                "Count what would go"
            ),
        ],
        exits: [ExitNote(.notFound, "there is no such event")],
        run: { session in try EventDeletion(session).run() }
    )
}

/// One run of the command.
private struct EventDeletion {
    let session: Session

    /// Events that are deleted in one transaction.
    private static let batchSize = 10_000

    init(_ session: Session) throws {
        self.session = session
        if session.invocation.flag("dry-run") { return }
        try session.requireWriting()
        try session.requirePermission("event.delete")
    }

    func run() throws {
        let ids = session.invocation.argumentList("ID")
        let (count, entries) = try ids.isEmpty ? deleteMatching() : delete(ids)
        let isDryRun = session.invocation.flag("dry-run")
        if session.invocation.flag("json") || session.invocation.flag("jsonl") {
            try session.writeJSON([
                "deleted": .integer(count),
                "journal": entries.last.map { .integer($0) } ?? .null,
            ])
        } else if !session.invocation.flag("quiet") {
            let verb = isDryRun ? "would be deleted" : "deleted"
            try session.write("\(Texts.count(count, "event")) \(verb)\n")
        }
    }

    /// How many were deleted, and the numbers of the entries that tell of it: one a batch.
    private typealias Deleted = (count: Int, entries: [Int])

    private func delete(_ ids: [String]) throws -> Deleted {
        guard let source = session.invocation.text("source") else {
            throw Failure(
                .wrongUsage,
                "an id alone is no identity",
                advice: "name the events' source with --source"
            )
        }
        let zone = try session.organisationZone()
        let rows = try session.read { connection in
            var log = try EventLog(connection, zone: zone, zones: session.zoneRules)
            return try ids.map { id in
                guard let record = try log.find(source: source, id: id),
                    record.deletedAt == nil
                else { throw Failure.notFound("event", id, list: "events list") }
                return record.row
            }
        }
        return try delete(rows, zone)
    }

    private func deleteMatching() throws -> Deleted {
        let filter = try EventList.filter(session)
        let isBounded =
            filter.subject != nil || filter.type != nil || filter.from != nil || filter.to != nil
        guard isBounded else {
            throw Failure(
                .wrongUsage,
                "it is not said which events are to be deleted",
                advice: "name ids with --source, or a --subject, --type, --from or --to"
            )
        }
        let zone = try session.organisationZone()
        var deleted: Deleted = (0, [])
        var rest = filter
        while true {
            let (records, next) = try session.read { connection in
                var log = try EventLog(connection, zone: zone, zones: session.zoneRules)
                return try log.list(rest, limit: Self.batchSize)
            }
            let batch = try delete(records.map(\.row), zone)
            deleted.count += batch.count
            deleted.entries += batch.entries
            guard let next else { return deleted }
            // What is deleted is no longer listed, but still tells where it stood.
            rest.after = next
        }
    }

    private func delete(_ rows: [Int64], _ zone: ZoneRules) throws -> Deleted {
        if session.invocation.flag("dry-run") { return (rows.count, []) }
        let act = try session.act("event.delete")
        let changed = try session.ledger().write(
            act,
            counting: { count in
                count > 0 ? [TableChanges(table: "events", deleted: count)] : []
            }
        ) { connection in
            try EventLog(connection, zone: zone, zones: session.zoneRules).delete(
                rows: rows,
                at: act.at
            )
        }
        return (changed.answer, [changed.entry].compactMap(\.self))
    }
}
