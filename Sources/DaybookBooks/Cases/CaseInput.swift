internal import DaybookCore
package import DaybookWire

/// A case, or an object within one.
package typealias CaseInput = JSONForm

extension CaseInput {
    /// A currency of ISO 4217, or any other with a `precision` of its own.
    func currency() throws(JSONShapeError) -> Currency {
        guard let code = try optionalText("currency") else { return Self.dollars }
        if let currency = Currency(iso: code) { return currency }
        if let digits = try optionalInteger("precision"),
            let currency = Currency(custom: "CUSTOM", minorUnitDigits: digits)
        {
            return currency
        }
        throw mismatch("currency", "a currency of ISO 4217")
    }

    /// What was used; a flat price does not ask for it.
    func quantity(_ terms: PriceTerms) throws(JSONShapeError) -> PreciseAmount {
        guard terms.price.kind == .flat else { return try amount("quantity") }
        return try optionalAmount("quantity") ?? .zero
    }

    private static let dollars = {
        guard let dollars = Currency(iso: "USD") else {
            preconditionFailure("ISO 4217 has the dollar")
        }
        return dollars
    }()
}

extension PriceError: CaseRefusal {
    var caseName: String {
        if case .notAllowed = problem, path == "unitConfig" {
            return "unit_config_unsupported_price"
        }
        return "invalid_price"
    }
}

extension RatingError: CaseRefusal {
    var caseName: String {
        switch self {
        case .negative: "negative_quantity"
        case .volumePriceInParts: "volume_split_not_supported"
        case .eventsMissing: "events_missing"
        case .dimensionsMissing: "dimensions_missing"
        case .creditsLeftOver: "credits_not_consumed_fully"
        case .number(let error): error.caseName
        }
    }
}

extension NumberError: CaseRefusal {
    var caseName: String { "number_out_of_range" }
}
