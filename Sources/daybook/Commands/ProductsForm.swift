import DaybookCore
import DaybookStore

/// How a product is written: by which options and members, and what these make of it.
struct ProductsForm {
    private let input: RecordInput

    private static let members = ["key", "name", "unit", "group", "meter", "taxCode", "state"]

    /// - Parameter isNew: whether help tells what holds where an option is not given.
    static func options(isNew: Bool) -> [OptionSpec] {
        func standing(_ words: String) -> OptionSpec.Default? { isNew ? .described(words) : nil }
        return [
            .value("name", "TEXT", .text, "How people call it", default: standing("the key")),
            .value("unit", "KEY", .text, "What it is counted in", default: standing("unit")),
            .value("group", "KEY", .text, "The group that it is shown in"),
            .value("meter", "METER", .text, "What counts its usage"),
            .value("tax-code", "KEY", .text, "What kind of thing is taxed"),
            .value(
                "state",
                "STATE",
                .choice(PartyState.allCases.map(\.rawValue)),
                "Whether anything new is sold of it"
            ),
        ] + RecordInput.options
    }

    init(_ session: Session, isNew: Bool) throws {
        let members = Self.members.filter { isNew || $0 != "key" }
        input = try RecordInput(session, members: members)
    }

    /// What a file says of one, with other members beside.
    init(_ input: RecordInput) {
        self.input = input
    }

    func newKey() throws -> String { try input.newKey("KEY", of: "product") }

    /// What the product says when all that was given is said; it is not checked.
    func written(over product: Product) throws -> Product {
        Product(
            key: product.key,
            name: try input.text("name", product.name),
            unit: try input.text("unit", product.unit),
            group: try input.optionalText("group", product.group),
            meter: try input.optionalText("meter", product.meter),
            taxCode: try input.optionalText("taxCode", product.taxCode),
            isArchived: try input.choice("state", product.state) == .archived
        )
    }
}

extension Product {
    /// Whether it is sold, in the word that all records have for it.
    var state: PartyState { isArchived ? .archived : .active }
}

extension CatalogueRepository {
    /// Checks what a product names, and adds its unit where there is none of its key.
    ///
    /// - Parameter unitID: the id of a unit that has to be added
    func require(_ product: Product, unitID: RecordID) throws {
        if try !units().contains(where: { $0.key == product.unit }) {
            try insert(ProductUnit(key: product.unit, name: product.unit), id: unitID)
        }
        var catalogue = try catalogue()
        catalogue.products[product.key] = product
        let path = "products.\(product.key)"
        if let fault = catalogue.faults.first(where: { $0.path.hasPrefix(path) }) {
            throw Failure(.wrongUsage, "\(fault)")
        }
    }
}
