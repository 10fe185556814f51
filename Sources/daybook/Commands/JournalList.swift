import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let journalList = Command(
        ["journal", "list"],
        summary: "List the changes of the ledger, the latest first",
        discussion: """
            Every change has one entry: who made it, when, through what, and how many rows of \
            which tables it touched. `journal show` tells what was before and after.
            """,
        list: .journal,
        options: [
            .value("record", "ID", .text, "Only the history of this record")
        ]
            + ListWriter<JournalSummary>.options(
                sortFields: JournalRepository.sortFields,
                standardSort: "-number"
            ),
        examples: [
            Example("daybook journal list --limit 20", "Show the latest changes"),
            Example("daybook journal list --record puddlewick", "Show one customer's history"),
            Example("daybook journal list --filter anna", "Show what Anna changed"),
        ],
        exits: [
            ExitNote(.notFound, "there is no such ledger or record"), ExitNote(.ledgerDamaged),
        ],
        run: { session in
            try session.read { connection in
                let journal = JournalRepository(connection)
                let record = try session.invocation.text("record").map { word in
                    guard let id = try RecordNames(connection).id(of: word) else {
                        throw Failure.notFound("record", word, list: "customers list")
                    }
                    return id
                }
                let list = ListWriter(fields: JournalFields.all, list: .journal)
                try list.write(
                    session,
                    page: { request in
                        var request = request
                        request.query.record = record
                        return try journal.list(request)
                    },
                    totals: { query in
                        var query = query
                        query.record = record
                        return try journal.totals(of: query)
                    }
                )
            }
        }
    )
}

/// The fields of a journal entry in lists.
enum JournalFields {
    static let all: [RecordField<JournalSummary>] = [
        RecordField(
            "number",
            .init("Entry", .right),
            cell: { .init("\($0.number)") },
            json: { .integer($0.number) }
        ),
        .text("at", .init("At")) { $0.act.at.iso8601 },
        .text("actor", .init("Who", cutTo: 8)) { $0.act.actor },
        .text("cause", .init("Through", mayBeLeftOut: true)) { $0.act.cause.rawValue },
        .text("action", .init("Action")) { $0.act.action },
        RecordField(
            "changes",
            .init("Rows", cutTo: 12),
            cell: { .init(JournalWords.changes($0.changes)) },
            json: { JournalWords.json($0.changes) }
        ),
        RecordField(
            "cancels",
            .init("Takes back", .right, mayBeLeftOut: true),
            cell: { .init($0.cancels.map { "\($0)" } ?? "") },
            json: { $0.cancels.map { .integer($0) } ?? .null }
        ),
    ]
}
