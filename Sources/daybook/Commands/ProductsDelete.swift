import DaybookCore
import DaybookStore

extension Command {
    static let productsDelete = Command(
        ["products", "delete"],
        summary: "Remove a product that nothing names",
        discussion: """
            Plans, add-ons, contracts and lines of invoices name products. One that any of them \
            names is archived instead.
            """,
        arguments: [ArgumentSpec("PRODUCT", "The product's key or id")],
        options: [Session.versionOption, .flag("dry-run", "Change nothing")],
        examples: [Example("daybook products delete calls", "It was never sold")],
        exits: [
            ExitNote(.notFound, "there is no such product"),
            ExitNote(.conflict, "plans, contracts, invoices or others name it"),
        ],
        run: { session in
            let word = session.invocation.argument("PRODUCT")
            let changed = try session.changing("product.delete") { connection in
                let (product, id) = try session.product(word, connection)
                try session.requireVersion(of: id, .product, connection)
                try CatalogueRepository(connection).delete(product, id: id)
                return try WrittenRecord(id, key: product.key, state: nil, .product, connection)
            }
            let key = changed.answer.key
            try session.report("removed the product \(key)", changed.answer, entry: changed.entry)
        }
    )
}
