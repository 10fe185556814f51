import DaybookCore
import DaybookStore

extension Command {
    static let productsUpdate = Command(
        ["products", "update"],
        summary: "Change what is known of a product",
        discussion: """
            What is not named stays as it is; an empty value clears what may be empty. Of an \
            archived product nothing new is sold, and what was sold of it goes on.
            """,
        arguments: [ArgumentSpec("PRODUCT", "The product's key or id")],
        options: ProductsForm.options(isNew: false) + [
            Session.versionOption, .flag("dry-run", "Check the change and make none"),
        ],
        exclusive: RecordInput.exclusive,
        examples: [
            Example("daybook products update calls --name \"API calls\"", "Call it otherwise"),
            Example("daybook products update calls --state archived", "Sell it no longer"),
        ],
        exits: [
            ExitNote(.notFound, "there is no such product"),
            ExitNote(.conflict, "somebody else has changed it"),
        ],
        run: { session in
            let form = try ProductsForm(session, isNew: false)
            let word = session.invocation.argument("PRODUCT")
            let unitID = try session.newID()
            let changed = try session.changing("product.update") { connection in
                let repository = CatalogueRepository(connection)
                let (product, id) = try session.product(word, connection)
                let written = try form.written(over: product)
                try session.requireVersion(of: id, .product, connection)
                try repository.require(written, unitID: unitID)
                _ = try repository.update(written)
                return try WrittenRecord(
                    id,
                    key: written.key,
                    state: written.state.rawValue,
                    .product,
                    connection
                )
            }
            let key = changed.answer.key
            try session.report("changed the product \(key)", changed.answer, entry: changed.entry)
        }
    )
}

extension Session {
    func product(_ word: String, _ connection: Connection) throws -> (Product, id: RecordID) {
        let repository = CatalogueRepository(connection)
        guard let product = try repository.product(word),
            let id = try repository.id(ofProduct: product.key)
        else { throw Failure.notFound("product", word, list: "products list") }
        return (product, id)
    }
}
