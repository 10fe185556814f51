import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let taxesShow = Command(
        ["taxes", "show"],
        summary: "Show one tax code",
        arguments: [taxArgument],
        examples: [Example("daybook taxes show books", "Show this code")],
        exits: [ExitNote(.notFound, "there is no such tax code")],
        run: { session in
            let (code, id, version) = try session.read { connection in
                let (code, id) = try session.taxCode(connection)
                return (code, id, try RecordVersions(connection).version(of: id, .taxCode))
            }
            if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                try session.writeJSON([
                    "id": .string(id.description),
                    "key": .string(code.key),
                    "name": .string(code.name),
                    "category": .string(code.category.word),
                    "code": .string(code.category.rawValue),
                    "version": version.map { .integer($0) } ?? .null,
                ])
                return
            }
            let facts: [(name: String, value: TextTable.Cell)] = [
                ("Tax code", .init(code.name, .heading)), ("Key", .init(code.key)),
                ("Category", .init("\(code.category.word) (\(code.category.rawValue))")),
                ("Id", .init(id.description, .quiet)),
            ]
            try session.write(try RecordOutput.facts(facts, session))
        }
    )

    static let taxesUpdate = Command(
        ["taxes", "update"],
        summary: "Change the name or the category of a tax code",
        discussion: """
            Rates stand in contracts. Documents that are issued already stay as they are.
            """,
        arguments: [taxArgument],
        options: TaxesForm.options(isNew: false) + RecordInput.options + [
            Session.versionOption, .flag("dry-run", "Check the change and make none"),
        ],
        exclusive: RecordInput.exclusive,
        examples: [Example("daybook taxes update books --name 'Printed books'", "Its name")],
        exits: [
            ExitNote(.notFound, "there is no such tax code"),
            ExitNote(.conflict, "somebody else has changed it"),
        ],
        run: { session in
            let form = try TaxesForm(session, isNew: false)
            let changed = try session.changing("tax.update") { connection in
                let (before, id) = try session.taxCode(connection)
                try session.requireVersion(of: id, .taxCode, connection)
                let code = try form.written(over: before)
                try CatalogueRepository(connection).require(code)
                try CatalogueRepository(connection).update(code)
                return try WrittenRecord(id, key: code.key, state: nil, .taxCode, connection)
            }
            let key = changed.answer.key
            try session.report("changed the tax code \(key)", changed.answer, entry: changed.entry)
        }
    )

    static let taxesDelete = Command(
        ["taxes", "delete"],
        summary: "Remove a tax code that nothing names",
        arguments: [taxArgument],
        options: [Session.versionOption, .flag("dry-run", "Change nothing")],
        examples: [Example("daybook taxes delete boks", "It was misspelt")],
        exits: [
            ExitNote(.notFound, "there is no such tax code"),
            ExitNote(.conflict, "products, plans, add-ons or contracts name it"),
        ],
        run: { session in
            let changed = try session.changing("tax.delete") { connection in
                let (code, id) = try session.taxCode(connection)
                try session.requireVersion(of: id, .taxCode, connection)
                try CatalogueRepository(connection).delete(code, id: id)
                return try WrittenRecord(id, key: code.key, state: nil, .taxCode, connection)
            }
            let key = changed.answer.key
            try session.report("removed the tax code \(key)", changed.answer, entry: changed.entry)
        }
    )

    private static let taxArgument = ArgumentSpec("KEY", "The key or id of the code")
}

extension Session {
    fileprivate func taxCode(_ connection: Connection) throws -> (code: TaxCode, id: RecordID) {
        let word = invocation.argument("KEY")
        guard let found = try CatalogueRepository(connection).taxCode(word) else {
            throw Failure.notFound("tax code", word, list: "taxes list")
        }
        return found
    }
}
