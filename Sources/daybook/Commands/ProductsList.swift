import DaybookCore
import DaybookStore

extension Command {
    static let productsList = Command(
        ["products", "list"],
        summary: "List products",
        options: listedProducts.options,
        examples: [Example("daybook products list", "Show all products")],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { session in
            let products = try session.read { try CatalogueRepository($0).products() }
            try listedProducts.write(products, session)
        }
    )

    private static let listedProducts = ShortList<Product>(
        "product",
        maker: "products create",
        [
            .text("key", .init("Key")) { $0.key },
            .text("name", .init("Name", cutTo: 12)) { $0.name },
            .text("unit", .init("Unit")) { $0.unit },
            .text("meter", .init("Meter")) { $0.meter },
            .text("taxCode", .init("Tax code")) { $0.taxCode },
            .text("state", .init("State")) { $0.isArchived ? "archived" : "active" },
        ]
    )
}
