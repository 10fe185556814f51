/// What is asked for a product, apart from everything that stands around a price.
package enum Price: Hashable, Sendable {
    /// An amount per period.
    case flat(PreciseAmount, PaymentTerm)
    /// An amount per unit.
    case unit(PreciseAmount)
    /// Parts of the quantity, or all of it, at the price of a tier.
    case tiered(TieredPrice)
    /// An amount per started package.
    case package(PackagePrice)
    /// Events bring their own price; the multiplier is what we add to it.
    case dynamic(multiplier: PreciseAmount)
    /// A share of a metered amount of money.
    case percentage(PercentagePrice)
    /// A unit price chosen by the values of dimensions.
    case matrix(MatrixPrice)

    package var kind: Kind {
        switch self {
        case .flat: .flat
        case .unit: .unit
        case .tiered: .tiered
        case .package: .package
        case .dynamic: .dynamic
        case .percentage: .percentage
        case .matrix: .matrix
        }
    }

    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case flat, unit, tiered, package, dynamic, percentage, matrix
    }

    package var paymentTerm: PaymentTerm {
        if case .flat(_, let term) = self { term } else { .inArrears }
    }

    /// Whether the quantity alone says what is owed; otherwise events or dimensions do.
    package var isKnownByQuantity: Bool {
        switch self {
        case .flat, .unit, .tiered, .package, .dynamic: true
        case .percentage(let price): !price.countsEvents
        case .matrix: false
        }
    }

    /// Whether part of the quantity may be included: not where single events or cells are priced.
    /// A flat price has no quantity, and passes it over.
    package var takesIncluded: Bool { isKnownByQuantity }

    /// Whether a quantity may be converted to another unit before it is priced.
    package var takesConversion: Bool {
        switch self {
        case .unit, .tiered, .matrix: true
        case .flat, .package, .dynamic, .percentage: false
        }
    }
}

/// An amount per started package of a size.
package struct PackagePrice: Hashable, Sendable {
    package let amount: PreciseAmount
    package let size: PreciseAmount
    package let rounding: PackageRounding

    package init(
        amount: PreciseAmount,
        size: PreciseAmount,
        rounding: PackageRounding = .up,
    ) throws(PriceError) {
        try PriceError.requireNotNegative(amount, "amount")
        try PriceError.requirePositive(size, "quantityPerPackage")
        self.amount = amount
        self.size = size
        self.rounding = rounding
    }

    init(checked amount: PreciseAmount, size: PreciseAmount, _ rounding: PackageRounding) {
        self.amount = amount
        self.size = size
        self.rounding = rounding
    }
}

/// What a package that is not full counts.
package enum PackageRounding: String, CaseIterable, Hashable, Sendable {
    case up = "ceiling"
    case down = "floor"

    /// The packages that a quantity makes, a whole number.
    package func packages(
        of quantity: PreciseAmount,
        size: PreciseAmount,
    ) throws(NumberError) -> PreciseAmount {
        try quantity.divided(by: size, scale: 0, rounding: self == .up ? .up : .down)
    }
}
