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
        arguments: [ArgumentSpec("NAME", "The name: letters, digits, - and _", count: .optional)],
        options: [
            Session.listOption,
            .value("filter", "EXPR", .text, "The filter"),
        ] + RecordInput.options + [.flag("dry-run", "Check the filter and save nothing")],
        exclusive: RecordInput.exclusive,
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
            let input = try RecordInput(session, members: ["name", "list", "filter"])
            _ = try input.required("list", "a filter is for a list")
            let list = try input.choice("list", FilteredList.invoices)
            let saved = try SavedFilter(
                list,
                input.newKey("NAME", of: "filter", member: "name"),
                input.required("filter", "nothing is said of what the filter lets through")
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
