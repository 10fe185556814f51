import DaybookCore
import DaybookLive
import DaybookShapes
import DaybookStore
import DaybookWire

extension Command {
    static let filtersExport = Command(
        ["filters", "export"],
        summary: "Write saved filters into a file, to read and to share",
        arguments: [
            ArgumentSpec("FILE", "The new file; `-` is standard output", kind: .path(.file))
        ],
        options: [Session.listOption],
        examples: [Example("daybook filters export filters.json", "All of them")],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { session in
            let path = session.invocation.argument("FILE")
            let list = session.invocation.text("list").flatMap { FilteredList(rawValue: $0) }
            let filters = try session.read { connection in
                try SavedFilterRepository(connection).all(list).map(\.saved)
            }
            let text = FilterFile(filters).text
            if path == "-" { return try session.write(text) }
            try WholeFile.write(Array(text.utf8), to: path)
            if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                try session.writeJSON([
                    "file": .string(path), "filters": .integer(filters.count),
                ])
            } else if !session.invocation.flag("quiet") {
                let count = Texts.count(filters.count, "filter")
                try session.write(Words.line("wrote \(count) to \(path)") + "\n")
            }
        }
    )
}
