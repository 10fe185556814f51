import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let taxesCreate = Command(
        ["taxes", "create"],
        summary: "Add a tax code: a kind of thing that is taxed alike",
        discussion: """
            Products name the code, contracts its rate, and documents its category. The \
            categories are those of EN 16931.
            """,
        arguments: [ArgumentSpec("KEY", "The key of the new code", count: .optional)],
        options: TaxesForm.options(isNew: true)
            + RecordInput.options + [.flag("dry-run", "Check the code and add nothing")],
        exclusive: RecordInput.exclusive,
        examples: [
            Example("daybook taxes create books --name Books", "What has a rate of its own"),
            Example("daybook taxes create export --category exported", "What goes abroad"),
        ],
        exits: [ExitNote(.conflict, "there is a code with this key")],
        run: { session in
            let form = try TaxesForm(session, isNew: true)
            let key = try form.newKey()
            let code = try form.written(over: TaxCode(key: key, name: key))
            let id = try session.newID()
            let changed = try session.changing("tax.create") { connection in
                let repository = CatalogueRepository(connection)
                if try repository.taxCode(key) != nil { throw Failure.exists("a tax code", key) }
                try repository.require(code)
                try repository.insert(code, id: id)
            }
            try session.report(
                "added the tax code \(key)",
                [.init("id", .string(id.description)), .init("key", .string(key))],
                entry: changed.entry
            )
        }
    )
}
