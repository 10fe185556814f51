import DaybookLive
import DaybookWire

/// Records that are at hand as a whole, as texts for the session's terminal and as data.
enum RecordOutput {
    /// Of short lists, which have no pages.
    static let limitOption = OptionSpec.value(
        "limit",
        "N",
        .integer(1...1_000_000),
        "Show at most N",
        default: .value("1000")
    )

    /// A short list in the form that the command line asks for.
    ///
    /// - Parameter isChosen: whether somebody has asked for these very fields
    static func write<Record>(
        _ records: [Record],
        _ fields: [RecordField<Record>],
        _ session: Session,
        choosing isChosen: Bool = false,
    ) throws {
        let invocation = session.invocation
        if invocation.flag("json") {
            try session.writeJSON(["items": .array(records.map { .record($0, fields) })])
        } else if invocation.flag("jsonl") {
            for record in records {
                try session.write(JSONWriter.text(.record(record, fields)) + "\n")
            }
        } else if invocation.flag("csv") {
            try session.writeCSV(CSVRow.names(fields))
            for record in records { try session.writeCSV(CSVRow.cells(record, fields)) }
        } else {
            let shown = isChosen ? fields : fields.filter(\.isDefault)
            try session.write(try table(records, shown, session))
        }
    }

    /// The records as a table of these fields, made for the session's terminal.
    static func table<Record>(
        _ records: [Record],
        _ fields: [RecordField<Record>],
        _ session: Session,
    ) throws -> String {
        var table = TextTable(
            fields.map(\.column),
            profile: try session.textProfile(),
            usesColor: try session.usesColor()
        )
        for record in records { table.add(fields.map { $0.cell(record) }) }
        return table.text(width: session.output.terminalWidth)
    }

    /// The same, with one field that takes as many lines as it has to say; nothing else stands
    /// beside those behind its first.
    static func table<Record>(
        _ records: [Record],
        _ fields: [RecordField<Record>],
        goingOn name: String,
        _ session: Session,
        _ lines: (Record) -> [String],
    ) throws -> String {
        var table = TextTable(
            fields.map(\.column),
            profile: try session.textProfile(),
            usesColor: try session.usesColor()
        )
        for record in records {
            for (index, line) in lines(record).enumerated() {
                table.add(
                    fields.map { field in
                        if field.name == name { return .init(line) }
                        return index == 0 ? field.cell(record) : .init("")
                    }
                )
            }
        }
        return table.text(width: session.output.terminalWidth)
    }

    /// Names and values under one another: what a record says of itself.
    static func facts(
        _ facts: [(name: String, value: TextTable.Cell)],
        _ session: Session,
    ) throws -> String {
        var table = TextTable(
            [.init(""), .init("", cutTo: 20)],
            profile: try session.textProfile(),
            usesColor: try session.usesColor()
        )
        for fact in facts { table.add([.init(fact.name, .quiet), fact.value]) }
        return table.text(width: session.output.terminalWidth, hasTitles: false)
    }
}
