import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

extension Command {
    static let eventsRecord = Command(
        ["events", "record"],
        summary: "Write down a quantity that somebody measured by hand",
        discussion: """
            It becomes an event with the quantity where the meter looks for it, and is billed, \
            listed and deleted as any other. Its source is `by hand`; who wrote it down is kept \
            with it.
            """,
        arguments: [ArgumentSpec("METER", "The key of the meter that it is for")],
        options: [
            .value("account", "ACCOUNT", .text, "Whose usage it is: the account's key or id"),
            .value("quantity", "NUMBER", .text, "How much"),
            .value("at", "TIME", .moment, "When it was used", default: .described("now")),
            .value("on", "DATE", .date, "The day on which it was used, at its beginning"),
            .value(
                "group",
                "NAME=VALUE",
                .text,
                "The value of a group of the meter",
                isRepeatable: true
            ),
            .value("note", "TEXT", .text, "Where the number comes from"),
            .value(
                "id",
                "ID",
                .text,
                "The name of the event: the same again is not counted twice"
            ),
            .flag("dry-run", "Say how it would go and store nothing"),
        ],
        exclusive: [["at", "on"]],
        examples: [
            Example(
                "daybook events record storage --account acme --quantity 1250.5",
                "A reading of a counter"
            )
        ],
        exits: [
            ExitNote(.notFound, "there is no such meter or account"),
            ExitNote(.conflict, "there is an event of this name with other content"),
        ],
        run: { session in try Measurement(session).record() }
    )
}

/// One run of the command.
private struct Measurement {
    let session: Session

    /// Where all of them come from.
    static let source = "by hand"

    init(_ session: Session) throws {
        self.session = session
        if session.invocation.flag("dry-run") { return }
        try session.requireWriting()
        try session.requirePermission("event.record")
    }

    func record() throws {
        let meter = try meter()
        let event = try event(for: meter)
        try require(meter, toTake: event)
        let zone = try session.organisationZone()
        var ingest = try EventIngest(
            session.ledger(),
            origin: "\(Self.source) \(event.id)",
            zone: zone,
            zones: session.zoneRules,
            at: session.now(),
            by: session.act("event.record")
        )
        var packer = EventPacker(ingest.setting)
        packer.add(event, line: 1)
        let batch = packer.take(isLast: true)
        var problems: [IngestProblem] = []
        if session.invocation.flag("dry-run") {
            var batches = [batch]
            problems = try ingest.rehearse { batches.popLast() }
        } else {
            try ingest.write(batch)
            problems = try ingest.problems()
        }
        if let problem = problems.first {
            throw Failure(
                .conflict,
                "\(Words.quoted(event.id)) is recorded already: \(problem.reason)",
                advice:
                    "give the new one another --id; `daybook events delete` takes the old one out",
                instance: event.id
            )
        }
        try report(event, ingest.counts)
    }

    private func meter() throws -> Meter {
        let word = session.invocation.argument("METER")
        let found = try session.read { try MeterRepository($0).find(word) }
        guard let found else { throw Failure.notFound("meter", word, list: "meters list") }
        return found.meter
    }

    // MARK: - The event

    private func event(for meter: Meter) throws -> UsageEvent {
        let invocation = session.invocation
        guard let word = invocation.text("account") else {
            throw Failure(
                .wrongUsage,
                "it is not said whose usage it is",
                advice: "name the account with --account"
            )
        }
        let account = try session.read { try session.account(word, $0) }
        return UsageEvent(
            id: try invocation.text("id") ?? session.newID().description,
            source: Self.source,
            type: meter.eventType,
            subject: account.key,
            time: try time(),
            data: try data(for: meter)
        )
    }

    private func time() throws -> Instant {
        if let day = try session.startOfDay("on") { return day }
        return try session.instant("at") ?? session.now()
    }

    private func data(for meter: Meter) throws -> String {
        var data: JSONValue = ["recordedBy": .string(try session.act("event.record").actor)]
        if let note = session.invocation.text("note") {
            data = try set(.string(note), at: "$.note", in: data)
        }
        let quantity = try quantity()
        if let path = meter.valuePath {
            data = try set(.number("\(quantity)"), at: path, in: data)
        } else if quantity != .one {
            throw Failure(
                .wrongUsage,
                "\(meter.key) counts events, and this is one of them",
                advice: "record each, with --quantity 1"
            )
        }
        for (name, value) in try session.pairs("group") {
            guard let group = meter.groups.first(where: { $0.name == name }) else {
                throw Failure(
                    .wrongUsage,
                    "\(meter.key) has no group \(Words.quoted(name))"
                        + FailureReport.meant(name, among: meter.groups.map(\.name))
                )
            }
            data = try set(.string(value), at: group.path, in: data)
        }
        return JSONWriter.text(data, .canonical)
    }

    private func quantity() throws -> PreciseAmount {
        guard let text = session.invocation.text("quantity") else {
            throw Failure(
                .wrongUsage,
                "it is not said how much was used",
                advice: "say it with --quantity"
            )
        }
        do {
            return try PreciseAmount(text)
        } catch {
            throw Failure(.wrongUsage, "--quantity: \(error)", advice: "write it as 1250.5")
        }
    }

    private func set(
        _ value: JSONValue,
        at path: String,
        in data: JSONValue,
    ) throws -> JSONValue {
        guard let set = data.setting(value, at: try JSONPath(path)) else {
            throw Failure(
                .conflict,
                "the meter looks for a value at \(Words.visible(path)), where none can be put",
                advice: "ingest an event of that form: see `daybook events ingest`"
            )
        }
        return set
    }

    /// A meter with a filter may let the event pass by: that would be a quantity that nobody bills.
    private func require(_ meter: Meter, toTake event: UsageEvent) throws {
        let root = try JSONDocument(event.data ?? "null").root
        let data = EventData(
            try meter.paths.map { EventValue(root.value(at: try JSONPath($0))) }
        )
        if meter.takes(data) { return }
        throw Failure(
            .conflict,
            "\(meter.key) would not count it: its filter asks for more than it says",
            advice: "say what it asks for with --group, or ingest an event that has it"
        )
    }

    private func report(_ event: UsageEvent, _ counts: IngestCounts) throws {
        let isNew = counts.stored > 0
        if session.invocation.flag("json") || session.invocation.flag("jsonl") {
            try session.writeJSON([
                "id": .string(event.id), "source": .string(event.source),
                "stored": .integer(counts.stored), "unbilled": .integer(counts.unbilled),
            ])
        } else if !session.invocation.flag("quiet") {
            let would = session.invocation.flag("dry-run") ? "would have " : ""
            let unbilled = counts.unbilled > 0 ? "; nobody pays for it: see events unbilled" : ""
            try session.write(
                isNew
                    ? "\(would)recorded \(Words.visible(event.id)) for "
                        + "\(Words.visible(event.subject))\(unbilled)\n"
                    : "\(Words.visible(event.id)) is recorded already\n"
            )
        }
    }
}
