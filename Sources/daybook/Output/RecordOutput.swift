import DaybookLive
import DaybookWire

/// A short list that is at hand as a whole, in the form that the command line asks for.
enum RecordOutput {
    static func write<Record>(
        _ records: [Record],
        _ fields: [RecordField<Record>],
        _ session: Session,
    ) throws {
        let invocation = session.invocation
        if invocation.flag("json") {
            try session.writeJSON(["items": .array(records.map { .record($0, fields) })])
        } else if invocation.flag("jsonl") {
            for record in records {
                try session.write(JSONWriter.text(.record(record, fields)) + "\n")
            }
        } else if invocation.flag("csv") {
            try session.writeCSV(fields.map(\.name))
            for record in records { try session.writeCSV(fields.map { $0.csv(record) }) }
        } else {
            let shown = fields.filter(\.isDefault)
            var table = TextTable(
                shown.map(\.column),
                profile: try session.textProfile(),
                usesColor: try session.usesColor()
            )
            for record in records { table.add(shown.map { $0.cell(record) }) }
            try session.write(table.text(width: session.output.terminalWidth))
        }
    }
}
