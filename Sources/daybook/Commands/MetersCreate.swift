import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

extension Command {
    static let metersCreate = Command(
        ["meters", "create"],
        summary: "Add a meter",
        discussion: """
            A meter takes the events of one type. Events that are in the ledger already count as \
            well. With `--data` the meter is given as JSON, which can also hold a filter, a start \
            and a reset: `{"aggregation":"sum","valuePath":"$.bytes","groups":{"region":\
            "$.region"},"filter":{"path":"$.region","equals":"eu"}}`.
            """,
        arguments: [ArgumentSpec("KEY", "The key of the new meter")],
        options: [
            .value("event-type", "NAME", .text, "The type of its events", isRequired: true),
            .value("name", "TEXT", .text, "How people call it", default: .described("the key")),
            .value(
                "aggregation",
                "NAME",
                .choice(Aggregation.allCases.map(\.rawValue)),
                "How values become one quantity"
            ),
            .value(
                "value-path",
                "PATH",
                .text,
                "Where in an event's data the value stands, such as $.bytes"
            ),
            .value(
                "group",
                "NAME=PATH",
                .text,
                "A value by which the quantity can be split",
                isRepeatable: true
            ),
            .value("data", "JSON", .text, "The whole meter as JSON"),
            .value("file", "FILE", .path(.file), "The same from a file; `-` reads standard input"),
            .flag("dry-run", "Check the meter and add nothing"),
        ],
        exclusive: ["aggregation", "value-path", "group"].map { ["data", "file", $0] },
        examples: [
            Example(
                "daybook meters create api-calls --event-type api.request --aggregation count",
                "Count requests"
            )
        ],
        exits: [ExitNote(.conflict, "there is a meter with this key"), ExitNote(.stopped)],
        run: { session in try MeterCreation(session).run() }
    )
}

/// One run of the command: the one place that writes a meter.
private struct MeterCreation {
    let session: Session

    init(_ session: Session) throws {
        self.session = session
        if session.invocation.flag("dry-run") { return }
        try session.requireWriting()
        try session.requirePermission("meter.create")
    }

    func run() throws {
        let meter = try meter()
        let key = meter.key
        guard try session.read({ try MeterRepository($0).find(key) }) == nil else {
            throw Failure(
                .conflict,
                "there is a meter \(Words.quoted(key)) already",
                advice: "choose another key",
                instance: key
            )
        }
        let stored = StoredMeter(
            id: RecordID(createdAt: try session.now(), chance: SystemChance.bits()),
            name: session.invocation.text("name") ?? key,
            meter: meter,
            createdAt: try session.now()
        )
        let isDryRun = session.invocation.flag("dry-run")
        if !isDryRun {
            Interrupts.hold()
            try session.ledger().change(session.act("meter.create")) {
                try MeterRepository($0).insert(stored)
            }
            try rollUp()
        }
        try report(stored, isDryRun)
    }

    /// Events that came before the meter. Whatever is left undone, the next one does.
    private func rollUp() throws {
        try RollupBackfill(try session.ledger()).run {
            guard Interrupts.isPending else { return }
            throw Failure(
                .stopped,
                "stopped; the meter is there, and queries of it are slow until the next meter "
                    + "or `events ingest` has caught up"
            )
        }
    }

    private func meter() throws -> Meter {
        let invocation = session.invocation
        let key = invocation.argument("KEY")
        let type = invocation.certainText("event-type")
        if let (source, bytes) = try RecordInput.json(session) {
            return try MeterDefinition.meter(
                key: key,
                eventType: type,
                try Self.document(bytes, source).root
            )
        }
        guard let name = invocation.text("aggregation"),
            let aggregation = Aggregation(rawValue: name)
        else {
            throw Failure(
                .wrongUsage,
                "a meter needs an aggregation",
                advice: "name it with --aggregation, or give the meter with --data"
            )
        }
        return try Meter(
            key: key,
            eventType: type,
            aggregation: aggregation,
            valuePath: invocation.text("value-path"),
            groups: try session.pairs("group").map { MeterGroup(name: $0.name, path: $0.value) }
        )
    }

    private static func document(_ bytes: [UInt8], _ source: String) throws -> JSONDocument {
        do throws(JSONSyntaxError) {
            return try JSONDocument(JSONComments.blanked(bytes))
        } catch {
            throw Failure(.wrongUsage, "\(source): \(error) (byte \(error.offset + 1))")
        }
    }

    private func report(_ stored: StoredMeter, _ isDryRun: Bool) throws {
        if session.invocation.flag("json") || session.invocation.flag("jsonl") {
            try session.writeJSON(try stored.json())
        } else if !session.invocation.flag("quiet") {
            let verb = isDryRun ? "would add" : "added"
            try session.write(Words.line("\(verb) the meter \(stored.meter.key)") + "\n")
        }
    }
}
