import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let metersQuery = Command(
        ["meters", "query"],
        summary: "Show how much of something was used",
        discussion: """
            Without a window there is one quantity for the whole period, with one a quantity for \
            each window that has events. Windows follow the clocks of the zone.
            """,
        arguments: [ArgumentSpec("METER", "The key or id of the meter")],
        options: [
            .value("from", "TIME", .moment, "Count events from this time on"),
            .value("to", "TIME", .moment, "Count events before this time"),
            .value(
                "window",
                "SIZE",
                .choice(MeterWindow.allCases.map(\.rawValue)),
                "Split the period into windows"
            ),
            .value("zone", "NAME", .text, "The zone of windows and days", default: .value("UTC")),
            .value(
                "subject",
                "NAME",
                .text,
                "Count events of this subject",
                isRepeatable: true
            ),
            .value(
                "group-by",
                "NAMES",
                .list(of: .text),
                "Split by these groups of the meter, or by subject"
            ),
            .value(
                "where",
                "NAME=VALUE",
                .text,
                "Count events whose group has this value; of one group any will do",
                isRepeatable: true
            ),
        ],
        examples: [
            Example(
                "daybook meters query bytes --from 2026-11-01 --window day",
                "Show the bytes of each day"
            ),
            Example(
                "daybook meters query bytes --group-by subject,region --where region=eu",
                "Show the bytes of each subject in a region"
            ),
        ],
        exits: [ExitNote(.notFound, "there is no such meter")],
        run: { session in
            let meter = try session.meter(session.invocation.argument("METER"))
            let query = try query(session)
            let rows = try session.read { connection in
                var answers = MeterAnswers(connection)
                return try answers.rows(meter.meter.key, query) ?? []
            }
            try write(rows, query, session)
        }
    )
}

private func query(_ session: Session) throws -> MeterQuery {
    let invocation = session.invocation
    var query = MeterQuery()
    query.zone = try ZoneLibrary().rules(named: invocation.certainText("zone"))
    query.from = try session.instant("from", in: query.zone)
    query.to = try session.instant("to", in: query.zone)
    query.window = invocation.text("window").flatMap { MeterWindow(rawValue: $0) }
    query.subjects = invocation.list("subject")
    query.groupBy = invocation.list("group-by")
    var values: [(name: String, texts: [String])] = []
    for (name, value) in try session.pairs("where") {
        if let index = values.firstIndex(where: { $0.name == name }) {
            values[index].texts.append(value)
        } else {
            values.append((name, [value]))
        }
    }
    query.groupFilters = values.map { .criterion($0.name, FilterCriterion(.isIn($0.texts))) }
    return query
}

private func write(_ rows: [MeterRow], _ query: MeterQuery, _ session: Session) throws {
    let invocation = session.invocation
    if invocation.flag("json") {
        try session.writeJSON([
            "from": .text(query.from?.iso8601),
            "to": .text(query.to?.iso8601),
            "windowSize": .text(query.window?.rawValue.uppercased()),
            "data": .array(rows.map { .record($0, MeterRowFields.data) }),
        ])
    } else if invocation.flag("jsonl") {
        for row in rows {
            try session.write(JSONWriter.text(.record(row, MeterRowFields.data)) + "\n")
        }
    } else {
        try RecordOutput.write(rows, MeterRowFields.columns(rows), session)
    }
}

/// The fields of a quantity.
private enum MeterRowFields {
    /// As OpenMeter's answers have them, but for the value, which is exact.
    static let data: [RecordField<MeterRow>] = [
        .text("value", .init("Quantity", .right)) { $0.value.description },
        from, to,
        .text("subject", .init("Subject")) { $0.subject },
        RecordField(
            "groupBy",
            .init("Groups"),
            cell: { .init($0.groups.map(\.value).joined(separator: ", ")) },
            json: { .object($0.groups.map { .init($0.name, .string($0.value)) }) }
        ),
    ]

    private static let from = RecordField<MeterRow>.text("windowStart", .init("From")) {
        $0.from?.iso8601
    }
    private static let to = RecordField<MeterRow>.text("windowEnd", .init("To")) {
        $0.to?.iso8601
    }

    /// A column for each thing that the rows are split by, the quantity last.
    static func columns(_ rows: [MeterRow]) -> [RecordField<MeterRow>] {
        var columns = [from, to]
        guard let first = rows.first else { return columns }
        if first.subject != nil {
            columns.append(.text("subject", .init("Subject", cutTo: 12)) { $0.subject })
        }
        for (index, group) in first.groups.enumerated() {
            columns.append(.text(group.name, .init(group.name)) { $0.groups[index].value })
        }
        columns.append(
            RecordField(
                "value",
                .init("Quantity", .right),
                cell: { .init($0.value.text(grouping: ",", decimalPoint: ".")) },
                json: { .decimal($0.value) }
            )
        )
        return columns
    }
}
