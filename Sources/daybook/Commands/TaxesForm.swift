import DaybookCore
import DaybookStore

/// How a tax code is written: by which options and members, and what these make of it.
struct TaxesForm {
    private let input: RecordInput

    /// - Parameter isNew: whether help tells what holds where an option is not given.
    static func options(isNew: Bool) -> [OptionSpec] {
        func standing(_ words: String) -> OptionSpec.Default? { isNew ? .described(words) : nil }
        return [
            .value("name", "TEXT", .text, "How people call it", default: standing("the key")),
            .value(
                "category",
                "NAME",
                .choice(TaxCategory.allCases.map(\.word)),
                "How it is taxed",
                default: standing("standard")
            ),
        ]
    }

    init(_ session: Session, isNew: Bool) throws {
        let members = ["key", "name", "category"].filter { isNew || $0 != "key" }
        input = try RecordInput(session, members: members)
    }

    /// What a file says of one, with other members beside.
    init(_ input: RecordInput) {
        self.input = input
    }

    func newKey() throws -> String { try input.newKey("KEY", of: "tax code") }

    func written(over code: TaxCode) throws -> TaxCode {
        TaxCode(
            key: code.key,
            name: try input.text("name", code.name),
            category: try input.choice("category", TaxWord(category: code.category)).category
        )
    }
}

extension CatalogueRepository {
    /// Checks a tax code as all of the catalogue is checked.
    func require(_ code: TaxCode) throws {
        var catalogue = try catalogue()
        catalogue.taxCodes[code.key] = code
        let path = "taxCodes.\(code.key)"
        if let fault = catalogue.faults.first(where: { $0.path.hasPrefix(path) }) {
            throw Failure(.wrongUsage, "\(fault)")
        }
    }
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
