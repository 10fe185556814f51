import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let filtersShow = Command(
        ["filters", "show"],
        summary: "Show one saved filter, with those put in that it names",
        arguments: [ArgumentSpec("NAME", "The name of the filter")],
        options: [Session.listOption],
        examples: [Example("daybook filters show late", "See what it lets through")],
        exits: [ExitNote(.notFound, "there is no such filter")],
        run: { session in
            try session.read { connection in
                let stored = try session.savedFilter(connection)
                let saved = stored.saved
                let book = try SavedFilterRepository(connection).book(of: saved.list)
                let whole = try book.expanded(saved.filter).description
                let naming = book.naming(saved.name)
                if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                    let version = try RecordVersions(connection).version(of: stored.id, .filter)
                    try session.writeJSON([
                        "id": .string(stored.id.description),
                        "list": .string(saved.list.rawValue),
                        "name": .string(saved.name),
                        "filter": .string(saved.text),
                        "whole": .string(whole),
                        "namedBy": .array(naming.map { .string($0) }),
                        "version": version.map { .integer($0) } ?? .null,
                    ])
                    return
                }
                var facts: [(name: String, value: TextTable.Cell)] = [
                    ("Filter", .init("@\(saved.name)", .heading)),
                    ("List", .init(saved.list.rawValue)),
                    ("Is", .init(saved.text)),
                ]
                if whole != saved.text { facts.append(("In full", .init(whole))) }
                if !naming.isEmpty {
                    let names = naming.map { "@\($0)" }.joined(separator: ", ")
                    facts.append(("Named by", .init(names)))
                }
                facts.append(("Id", .init(stored.id.description, .quiet)))
                try session.write(try RecordOutput.facts(facts, session))
            }
        }
    )
}
