/// Why usage cannot be rated.
package enum RatingError: Error, Hashable, Sendable {
    /// A quantity or an amount that may not be below zero is.
    case negative(String)
    /// A volume price looks at the whole period and cannot be billed in parts.
    case volumePriceInParts
    /// A price counts events, and only their total is known.
    case eventsMissing
    /// A price asks for dimensions, and what is known by them is not the whole quantity.
    case dimensionsMissing([String])
    /// More credit was handed over than the lines can take.
    case creditsLeftOver(PreciseAmount)
    case number(NumberError)
}

extension RatingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .negative(let field): "\(field): must not be below zero"
        case .volumePriceInParts:
            "a volume price looks at the whole period, so that its parts cannot be billed apart"
        case .eventsMissing: "this price counts events, and only their total is given"
        case .dimensionsMissing(let names):
            "this price asks for \(names.joined(separator: " and ")), and what is known by them "
                + "is not the whole quantity"
        case .creditsLeftOver(let amount): "the lines cannot take \(amount) of the credits"
        case .number(let error): "\(error)"
        }
    }
}
