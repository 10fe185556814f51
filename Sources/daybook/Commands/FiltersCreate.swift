import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let filtersCreate = Command(
        ["filters", "create"],
        summary: "Save a filter under a name, for everybody who works in the ledger",
        discussion: """
            It is checked against the fields of its list. Days such as `today` or `-30d` mean \
            another day tomorrow, as they do when they are typed.
            """,
        arguments: [ArgumentSpec("NAME", "The name: letters, digits, - and _")],
        options: [
            Session.requiredListOption,
            .value("filter", "EXPR", .text, "The filter", isRequired: true),
            .flag("dry-run", "Check the filter and save nothing"),
        ],
        examples: [
            Example(
                "daybook filters create late --list invoices --filter 'is:overdue'",
                "Then `invoices list --filter @late` shows them"
            )
        ],
        exits: [
            ExitNote(.notAllowed, "whoever acts may not save filters"),
            ExitNote(.conflict, "the list has a filter of this name"),
        ],
        run: { session in
            let (id, now) = (try session.newID(), try session.now())
            guard let list = FilteredList(rawValue: session.invocation.certainText("list")) else {
                preconditionFailure("the parser takes known lists only")
            }
            let saved = try SavedFilter(
                list,
                session.invocation.argument("NAME"),
                session.invocation.certainText("filter")
            )
            let changed = try session.changing("filter.create") { connection in
                try SavedFilterRepository(connection).insert(saved, id: id, at: now)
                return try WrittenRecord(saved, id: id, connection)
            }
            let sentence = "saved @\(saved.name) for \(list.rawValue): \(saved.text)"
            try session.report(sentence, changed.answer, entry: changed.entry)
        }
    )
}
