import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let filtersDelete = Command(
        ["filters", "delete"],
        summary: "Remove a saved filter that no other one names",
        arguments: [ArgumentSpec("NAME", "The name of the filter")],
        options: [
            Session.listOption, Session.versionOption, .flag("dry-run", "Change nothing"),
        ],
        examples: [Example("daybook filters delete late", "Nobody asks for it")],
        exits: [
            ExitNote(.notFound, "there is no such filter"),
            ExitNote(.notAllowed, "whoever acts may not save filters"),
            ExitNote(.conflict, "others name it, or somebody else has changed it"),
        ],
        run: { session in
            let changed = try session.changing("filter.delete") { connection in
                let stored = try session.savedFilter(connection)
                try session.requireVersion(of: stored.id, .filter, connection)
                try SavedFilterRepository(connection).delete(stored)
                return try WrittenRecord(stored.saved, id: stored.id, isGone: true, connection)
            }
            let key = changed.answer.key
            try session.report("removed @\(key)", changed.answer, entry: changed.entry)
        }
    )
}
