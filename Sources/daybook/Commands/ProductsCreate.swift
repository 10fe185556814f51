import DaybookCore
import DaybookLive
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
        arguments: [ArgumentSpec("KEY", "The key of the new product")],
        options: [
            .value("name", "TEXT", .text, "How people call it", default: .described("the key")),
            .value("unit", "KEY", .text, "What it is counted in", default: .value("unit")),
            .value("meter", "METER", .text, "What counts its usage"),
            .value("tax-code", "KEY", .text, "What kind of thing is taxed"),
            .flag("dry-run", "Check the product and add nothing"),
        ],
        examples: [
            Example(
                "daybook products create calls --unit call --meter api-calls",
                "What a meter counts, as a product"
            )
        ],
        exits: [ExitNote(.conflict, "there is a product with this key")],
        run: { session in
            let invocation = session.invocation
            let key = invocation.argument("KEY")
            let product = Product(
                key: key,
                name: invocation.text("name") ?? key,
                unit: invocation.certainText("unit"),
                meter: invocation.text("meter"),
                taxCode: invocation.text("tax-code")
            )
            let (id, now) = (try session.newID(), try session.now())
            let unitID = try session.newID()
            let changed = try session.changing("product.create") { connection in
                let repository = CatalogueRepository(connection)
                guard try repository.product(key) == nil else {
                    throw Failure(
                        .conflict,
                        "there is a product \(Words.quoted(key)) already",
                        advice: "choose another key",
                        instance: key
                    )
                }
                if try !repository.units().contains(where: { $0.key == product.unit }) {
                    let unit = ProductUnit(key: product.unit, name: product.unit)
                    try repository.insert(unit, id: unitID)
                }
                var catalogue = try repository.catalogue()
                catalogue.products[key] = product
                let path = "products.\(key)"
                if let fault = catalogue.faults.first(where: { $0.path.hasPrefix(path) }) {
                    throw Failure(.wrongUsage, "\(fault)")
                }
                try repository.insert(product, id: id, createdAt: now)
            }
            try session.report(
                "added the product \(key)",
                [.init("id", .string(id.description)), .init("key", .string(key))],
                entry: changed.entry
            )
        }
    )

    static let productsList = Command(
        ["products", "list"],
        summary: "List products",
        examples: [Example("daybook products list", "Show all products")],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { session in
            let products = try session.read { try CatalogueRepository($0).products() }
            try RecordOutput.write(products, productFields, session)
        }
    )

    private static let productFields: [RecordField<Product>] = [
        .text("key", .init("Key")) { $0.key },
        .text("name", .init("Name", cutTo: 12)) { $0.name },
        .text("unit", .init("Unit")) { $0.unit },
        .text("meter", .init("Meter")) { $0.meter },
        .text("taxCode", .init("Tax code")) { $0.taxCode },
        .text("state", .init("State")) { $0.isArchived ? "archived" : "active" },
    ]
}
