import DaybookCore
import DaybookLive
import DaybookShapes
import DaybookStore
import DaybookWire

extension Command {
    static let filtersImport = Command(
        ["filters", "import"],
        summary: "Save the filters of a file, all of them or none",
        discussion: """
            The file is one that `filters export` wrote, or written by hand: \
            `{"invoices": {"late": "is:overdue"}}`. What is there already and the same is passed \
            over.
            """,
        arguments: [
            ArgumentSpec("FILE", "The file; `-` reads standard input", kind: .path(.file))
        ],
        options: [
            .flag("replace", "Let them take the place of others with the same names"),
            .flag("dry-run", "Check the filters and save none"),
        ],
        examples: [Example("daybook filters import filters.json", "Take over somebody's filters")],
        exits: [
            ExitNote(.notFound, "there is no such file"),
            ExitNote(.notAllowed, "whoever acts may not save filters"),
            ExitNote(.conflict, "there is another filter of a name"),
        ],
        run: { session in
            let path = session.invocation.argument("FILE")
            let filters = try session.filters(inFile: path)
            let now = try session.now()
            let isReplacing = session.invocation.flag("replace")
            let changed = try session.changing("filter.import") { connection in
                try SavedFilterRepository(connection).merge(
                    filters,
                    isReplacing: isReplacing,
                    at: now,
                    id: { try session.newID() }
                )
            }
            let (count, known) = (changed.answer, filters.count - changed.answer)
            try session.report(
                "saved \(Texts.count(count, "filter"))"
                    + (known > 0 ? "; known already: \(Texts.count(known))" : ""),
                [.init("saved", .integer(count)), .init("known", .integer(known))],
                entry: changed.entry
            )
        }
    )
}

extension Session {
    fileprivate func filters(inFile path: String) throws -> [SavedFilter] {
        let isInput = path == "-"
        let name = isInput ? "standard input" : path
        let bytes = try FileSource.content(of: isInput ? "/dev/stdin" : path, limit: 16 << 20)
        do {
            return try FilterFile(bytes).filters
        } catch let error as ShapeFaults {
            let faults = error.faults.map(\.description).joined(separator: "; ")
            throw Failure(.wrongUsage, "\(name): \(faults)", instance: path)
        } catch let error as SavedFilterError {
            let failure = FailureReport.savedFilter(error)
            throw Failure(
                failure.kind,
                "\(name): \(failure.detail)",
                advice: failure.advice,
                instance: path
            )
        }
    }
}
