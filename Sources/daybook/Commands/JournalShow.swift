import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let journalShow = Command(
        ["journal", "show"],
        summary: "Show one entry of the journal with what was before and after",
        arguments: [
            ArgumentSpec("NUMBER", "The number of the entry", kind: .integer(1...Int.max))
        ],
        examples: [Example("daybook journal show 12", "Show this change")],
        exits: [ExitNote(.notFound, "there is no such entry"), ExitNote(.ledgerDamaged)],
        run: { session in
            let word = session.invocation.argument("NUMBER")
            try session.read { connection in
                let journal = JournalRepository(connection)
                guard let number = Int(word), let entry = try journal.find(number),
                    let source = try journal.source(of: number)
                else { throw Failure.notFound("entry", word, list: "journal list") }
                if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                    try session.writeJSON(try json(source))
                } else if session.invocation.flag("csv") {
                    try session.writeCSV(CSVRow.names(ShownChange.fields))
                    for change in ShownChange.all(of: entry) {
                        try session.writeCSV(CSVRow.cells(change, ShownChange.fields))
                    }
                } else {
                    try session.write(try text(session, entry, source.hash))
                }
            }
        }
    )

    /// The entry as it was hashed, and the hash.
    private static func json(_ source: (text: String, hash: SHA256Digest)) throws -> JSONValue {
        var members = try JSONDocument(source.text).root.members().map { (key, node) in
            JSONValue.Member(key, node.value)
        }
        members.append(.init("hash", .string(source.hash.hexadecimal)))
        return .object(members)
    }

    private static func text(
        _ session: Session,
        _ entry: JournalEntry,
        _ hash: SHA256Digest,
    ) throws -> String {
        let act = entry.act
        var facts: [(name: String, value: TextTable.Cell)] = [
            ("Entry", .init("\(entry.number)", .heading)),
            ("Action", .init(act.action)),
            ("Who", .init(act.actor)),
            ("At", .init(act.at.iso8601)),
            ("Through", .init(act.cause.rawValue)),
        ]
        if let cancels = entry.cancels { facts.append(("Takes back", .init("\(cancels)"))) }
        facts.append(("Hash", .init(hash.hexadecimal, .quiet)))
        let shown = ShownChange.fields.filter(\.isDefault)
        return try RecordOutput.facts(facts, session) + "\n"
            + RecordOutput.table(ShownChange.all(of: entry), shown, session)
    }
}

/// A value that changed, a row that came or went, or how many rows did.
private struct ShownChange: Sendable {
    let table: String
    var row = ""
    var record: String?
    let what: String
    var column = ""
    var before: String?
    var after: String?

    static let fields: [RecordField<ShownChange>] = [
        .text("table", .init("Table")) { $0.table },
        .text("row", .init("Row", .right)) { $0.row },
        .text("record", .init("Record"), isDefault: false) { $0.record },
        .text("change", .init("Change")) { $0.what },
        .text("column", .init("Column", cutTo: 8)) { $0.column },
        .text("before", .init("Before", cutTo: 8)) { $0.before },
        .text("after", .init("After", cutTo: 8)) { $0.after },
    ]

    static func all(of entry: JournalEntry) -> [ShownChange] {
        switch entry.changes {
        case .rows(let rows): rows.flatMap { all(of: $0) }
        case .counts(let counts):
            counts.flatMap { count in
                [
                    ("inserted", count.inserted), ("updated", count.updated),
                    ("deleted", count.deleted),
                ].filter { $0.1 > 0 }.map { what, rows in
                    ShownChange(
                        table: count.table,
                        row: "\(Texts.count(rows)) row\(rows == 1 ? "" : "s")",
                        what: what
                    )
                }
            }
        }
    }

    private static func all(of row: JournalEntry.Row) -> [ShownChange] {
        let (before, after) = (row.before, row.after)
        let what = before == nil ? "inserted" : after == nil ? "deleted" : "updated"
        return (after ?? before ?? []).enumerated().map { place, column in
            ShownChange(
                table: row.table,
                row: row.keyText,
                record: row.record,
                what: what,
                column: column.name,
                // Both sides have the same columns in the same order.
                before: before.flatMap { $0[place].value.text },
                after: after.flatMap { $0[place].value.text }
            )
        }
    }
}
