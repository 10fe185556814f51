/// What kind of thing is taxed; the rate of a kind depends on who buys it, and where.
package struct TaxCode: Hashable, Sendable {
    package let key: String
    package let name: String
    package let category: TaxCategory

    package init(key: String, name: String, category: TaxCategory = .standard) {
        self.key = key
        self.name = name
        self.category = category
    }
}

/// The categories of EN 16931 (UNCL 5305) that a line can have.
package enum TaxCategory: String, CaseIterable, Hashable, Sendable {
    case standard = "S"
    case zeroRated = "Z"
    case exempt = "E"
    case reverseCharge = "AE"
    case withinCommunity = "K"
    case exported = "G"
    case outsideScope = "O"

    /// Whether a tax can be owed at all.
    package var isTaxed: Bool { self == .standard }
}

/// The rates that a contract is taxed at, by tax code.
package struct TaxTable: Hashable, Sendable {
    /// What holds where no code has a rate of its own.
    package let standard: TaxRate?
    package let rates: [String: TaxRate]

    package init(standard: TaxRate? = nil, rates: [String: TaxRate] = [:]) {
        self.standard = standard
        self.rates = rates
    }

    /// The rate of a code. Nil where nobody has said one: then nothing may be invoiced, rather
    /// than without tax.
    package func rate(of code: String?) -> TaxRate? { code.flatMap { rates[$0] } ?? standard }
}
