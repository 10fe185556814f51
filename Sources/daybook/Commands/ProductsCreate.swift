import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let productsCreate = Command(
        ["products", "create"],
        summary: "Add a product",
        discussion: """
            A product is counted in a unit, which is added where there is none of its key. Usage \
            of it is what its meter counts.
            """,
        arguments: [ArgumentSpec("KEY", "The key of the new product", count: .optional)],
        options: ProductsForm.options(isNew: true) + [
            .flag("dry-run", "Check the product and add nothing")
        ],
        exclusive: RecordInput.exclusive,
        examples: [
            Example(
                "daybook products create calls --unit call --meter api-calls",
                "What a meter counts, as a product"
            )
        ],
        exits: [ExitNote(.conflict, "there is a product with this key")],
        run: { session in
            let form = try ProductsForm(session, isNew: true)
            let key = try form.newKey()
            let product = try form.written(over: Product(key: key, name: key, unit: "unit"))
            let (id, now) = (try session.newID(), try session.now())
            let unitID = try session.newID()
            let changed = try session.changing("product.create") { connection in
                let repository = CatalogueRepository(connection)
                if try repository.product(key) != nil { throw Failure.exists("a product", key) }
                try repository.require(product, unitID: unitID)
                try repository.insert(product, id: id, createdAt: now)
            }
            try session.report(
                "added the product \(key)",
                [.init("id", .string(id.description)), .init("key", .string(key))],
                entry: changed.entry
            )
        }
    )
}
