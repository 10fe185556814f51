import DaybookCore
import DaybookStore

extension Command {
    static let taxesList = Command(
        ["taxes", "list"],
        summary: "List tax codes",
        options: listedCodes.options,
        examples: [Example("daybook taxes list", "Show all tax codes")],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { session in
            let codes = try session.read { try CatalogueRepository($0).taxCodes() }
            try listedCodes.write(codes, session)
        }
    )

    private static let listedCodes = ShortList<TaxCode>(
        "tax code",
        maker: "taxes create",
        [
            .text("key", .init("Key")) { $0.key },
            .text("name", .init("Name", cutTo: 12)) { $0.name },
            .text("category", .init("Category")) { $0.category.word },
            .text("code", .init("Code")) { $0.category.rawValue },
        ]
    )
}
