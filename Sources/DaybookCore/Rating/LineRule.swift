/// Which part of a price a detailed line comes from.
package enum LineRule: Hashable, Sendable {
    case flat
    case unit
    case dynamic
    case package
    /// The flat part of the tier that all of the quantity reached; tiers count from nought.
    case volumeFlat(tier: Int)
    case volumeUnit(tier: Int)
    /// The part of the quantity that lies within a tier.
    case graduatedUnit(tier: Int)
    case graduatedFlat(tier: Int)
    case percentage
    /// A row of a matrix; nil for its standard price.
    case matrix(row: Int?)
    case minimum

    /// What the line is called by those who refer to it: OpenMeter's names, which the others lack.
    package var reference: String {
        switch self {
        case .flat: "flat-price"
        case .unit: "unit-price-usage"
        case .dynamic, .package: "usage"
        case .volumeFlat: "volume-flat-price"
        case .volumeUnit: "volume-tiered-price"
        case .graduatedUnit(let tier): "graduated-tiered-\(tier + 1)-price-usage"
        case .graduatedFlat(let tier): "graduated-tiered-\(tier + 1)-flat-price"
        case .percentage: "percentage-usage"
        case .matrix(let row): row.map { "matrix-\($0 + 1)-usage" } ?? "matrix-default-usage"
        case .minimum: "min-spend"
        }
    }

    package var category: LineCategory { self == .minimum ? .commitment : .regular }
}

/// What a line is for.
package enum LineCategory: String, CaseIterable, Hashable, Sendable {
    case regular
    /// It fills up what was promised.
    case commitment
}
