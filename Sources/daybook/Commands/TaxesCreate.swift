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
        options: [
            .value("name", "TEXT", .text, "How people call it", default: .described("the key")),
            .value(
                "category",
                "NAME",
                .choice(TaxCategory.allCases.map(\.word)),
                "How it is taxed",
                default: .described("standard")
            ),
        ] + RecordInput.options + [.flag("dry-run", "Check the code and add nothing")],
        exclusive: RecordInput.exclusive,
        examples: [
            Example("daybook taxes create books --name Books", "What has a rate of its own"),
            Example("daybook taxes create export --category exported", "What goes abroad"),
        ],
        exits: [ExitNote(.conflict, "there is a code with this key")],
        run: { session in
            let input = try RecordInput(session, members: ["key", "name", "category"])
            let key = try input.newKey("KEY", of: "tax code")
            let category = try input.choice("category", TaxWord(category: .standard)).category
            let code = TaxCode(key: key, name: try input.text("name", key), category: category)
            let id = try session.newID()
            let changed = try session.changing("tax.create") { connection in
                let repository = CatalogueRepository(connection)
                var catalogue = try repository.catalogue()
                if catalogue.taxCodes[key] != nil { throw Failure.exists("a tax code", key) }
                catalogue.taxCodes[key] = code
                let path = "taxCodes.\(key)"
                if let fault = catalogue.faults.first(where: { $0.path.hasPrefix(path) }) {
                    throw Failure(.wrongUsage, "\(fault)")
                }
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

/// A category of taxes by its word, for options and members.
private struct TaxWord: RawRepresentable, CaseIterable {
    let category: TaxCategory

    static var allCases: [TaxWord] { TaxCategory.allCases.map { TaxWord(category: $0) } }

    init(category: TaxCategory) {
        self.category = category
    }

    init?(rawValue: String) {
        guard let category = TaxCategory.allCases.first(where: { $0.word == rawValue }) else {
            return nil
        }
        self.category = category
    }

    var rawValue: String { category.word }
}

extension TaxCategory {
    /// What people call it; documents have the code.
    var word: String {
        switch self {
        case .standard: "standard"
        case .zeroRated: "zero-rated"
        case .exempt: "exempt"
        case .reverseCharge: "reverse-charge"
        case .withinCommunity: "within-community"
        case .exported: "exported"
        case .outsideScope: "outside-scope"
        }
    }
}
