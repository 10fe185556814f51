import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let filtersUpdate = Command(
        ["filters", "update"],
        summary: "Let a saved filter stand for something else",
        arguments: [ArgumentSpec("NAME", "The name of the filter")],
        options: [
            Session.listOption,
            .value("filter", "EXPR", .text, "The filter"),
        ] + RecordInput.options + [
            Session.versionOption, .flag("dry-run", "Check the change and make none"),
        ],
        exclusive: RecordInput.exclusive,
        examples: [
            Example("daybook filters update late --filter 'late:>30d'", "Only what is very late")
        ],
        exits: [
            ExitNote(.notFound, "there is no such filter"),
            ExitNote(.notAllowed, "whoever acts may not save filters"),
            ExitNote(.conflict, "somebody else has changed it"),
        ],
        run: { session in
            let text = try RecordInput(session, members: ["filter"])
                .required("filter", "nothing is said of what the filter lets through")
            let changed = try session.changing("filter.update") { connection in
                let stored = try session.savedFilter(connection)
                let saved = try SavedFilter(stored.saved.list, stored.saved.name, text)
                let version = try session.version(of: stored.id, .filter, connection)
                try SavedFilterRepository(connection)
                    .update(saved, id: stored.id, from: version)
                return (saved, try WrittenRecord(saved, id: stored.id, connection))
            }
            let (saved, written) = changed.answer
            let sentence = "@\(saved.name) for \(saved.list.rawValue) is \(saved.text)"
            try session.report(sentence, written, entry: changed.entry)
        }
    )
}
