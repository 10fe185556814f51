import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let eventsList = Command(
        ["events", "list"],
        summary: "List usage events, the newest first",
        options: EventList.options,
        examples: [
            Example("daybook events list --subject tenant-7 --limit 20", "Show a tenant's newest"),
            Example(
                "daybook events list --from 2026-11-01T00:00:00Z --jsonl",
                "Export those since then"
            ),
        ],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { session in try EventList(session, isUnbilled: false).write() }
    )

    static let eventsUnbilled = Command(
        ["events", "unbilled"],
        summary: "List events that nobody will pay for, with the reason",
        discussion: """
            An event is not billed when no meter takes its type, or when its subject is no \
            account at its time: neither an alias that is valid then, nor the key or id of an \
            account; when no contract charges for it; and when there is no quantity in it where \
            the meters of its type look, as in "2,20". A meter, an alias or a contract that is \
            added later makes it billed.
            """,
        options: EventList.options,
        examples: [Example("daybook events unbilled --limit 20", "Show the newest of them")],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { session in try EventList(session, isUnbilled: true).write() }
    )
}

/// Events page by page, as the command line asks for them.
struct EventList {
    private let session: Session
    private var filter = EventFilter()

    /// Which events, in all commands that take some of them.
    static let filterOptions: [OptionSpec] = [
        .value("subject", "NAME", .text, "Only events of this subject"),
        .value("type", "NAME", .text, "Only events of this type"),
        .value("from", "TIME", .moment, "Only events from this time on"),
        .value("to", "TIME", .moment, "Only events before this time"),
    ]

    static let options: [OptionSpec] =
        filterOptions + [
            .value(
                "limit",
                "N",
                .integer(1...1_000_000),
                "Show at most N events",
                default: .described("1000; with --csv and --jsonl all")
            ),
            .value(
                "after",
                "NUMBER",
                .integer(1...Int.max),
                "Go on behind this event: the `next` of a page"
            ),
        ]

    /// Pages of this size keep the memory flat where everything is printed.
    private static let pageSize = 1000

    init(_ session: Session, isUnbilled: Bool) throws {
        self.session = session
        filter = try Self.filter(session)
        filter.isUnbilled = isUnbilled
        filter.after = session.invocation.integer("after").map { Int64($0) }
    }

    /// The filter that a command line describes.
    static func filter(_ session: Session) throws -> EventFilter {
        var filter = EventFilter()
        filter.subject = session.invocation.text("subject")
        filter.type = session.invocation.text("type")
        filter.from = try session.instant("from")
        filter.to = try session.instant("to")
        if let from = filter.from, let to = filter.to, from >= to {
            throw Failure(
                .wrongUsage,
                "--from \(from.iso8601) is not before --to \(to.iso8601)",
                advice: "events are listed from a time on until before another"
            )
        }
        return filter
    }

    func write() throws {
        let zone = try session.organisationZone()
        try session.read { connection in
            var log = try EventLog(connection, zone: zone, zones: session.zoneRules)
            let invocation = session.invocation
            if invocation.flag("csv") || invocation.flag("jsonl") { return try writeAll(&log) }
            let limit = invocation.integer("limit") ?? 1000
            let (records, next) = try log.list(filter, limit: limit)
            if invocation.flag("json") {
                try session.writeJSON([
                    "items": .array(records.map { .record($0, EventFields.all) }),
                    "next": next.map { .integer($0) } ?? .null,
                    "totals": [],
                ])
                return
            }
            let shown = EventFields.all.filter(\.isDefault)
            try session.write(try RecordOutput.table(records, shown, session))
            if invocation.flag("quiet") { return }
            let more = next.map { "   more: --after \($0)" } ?? ""
            try session.write("\n\(Texts.count(records.count, "event"))\(more)\n")
        }
    }

    private func writeAll(_ log: inout EventLog) throws {
        let isCSV = session.invocation.flag("csv")
        if isCSV { try session.writeCSV(CSVRow.names(EventFields.all)) }
        var filter = filter
        var left = session.invocation.integer("limit") ?? .max
        while left > 0 {
            let (records, next) = try log.list(filter, limit: min(left, Self.pageSize))
            for record in records {
                if isCSV {
                    try session.writeCSV(CSVRow.cells(record, EventFields.all))
                } else {
                    try session.write(
                        JSONWriter.text(.record(record, EventFields.all)) + "\n"
                    )
                }
            }
            guard let next else { return }
            filter.after = next
            left -= records.count
        }
    }
}
