// What lives in this folder: what is sold, and for how much, before anybody has bought it. What
// an account has agreed to lives in `Contracts`.

/// Something sold.
package struct Product: Hashable, Sendable {
    package let key: String
    package let name: String
    /// What is counted of it.
    package let unit: String
    package let group: String?
    /// The meter that counts it; nil for what is had, and not used.
    package let meter: String?
    package let taxCode: String?
    /// Nothing new is sold of it; what was sold goes on.
    package let isArchived: Bool

    package init(
        key: String,
        name: String,
        unit: String,
        group: String? = nil,
        meter: String? = nil,
        taxCode: String? = nil,
        isArchived: Bool = false,
    ) {
        self.key = key
        self.name = name
        self.unit = unit
        self.group = group
        self.meter = meter
        self.taxCode = taxCode
        self.isArchived = isArchived
    }
}

/// Products that are shown and reported together; groups may lie within groups.
package struct ProductGroup: Hashable, Sendable {
    package let key: String
    package let name: String
    package let parent: String?

    package init(key: String, name: String, parent: String? = nil) {
        self.key = key
        self.name = name
        self.parent = parent
    }
}

/// What quantities are counted in.
package struct ProductUnit: Hashable, Sendable {
    package let key: String
    package let name: String
    /// The code of UN/ECE recommendation 20 that e-invoices ask for: `C62` is «one».
    package let commonCode: String

    package init(key: String, name: String, commonCode: String = "C62") {
        self.key = key
        self.name = name
        self.commonCode = commonCode
    }
}
