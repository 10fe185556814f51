internal import DaybookCore
internal import DaybookWire

/// How cases write prices: the form of OpenMeter's public API.
extension CaseInput {
    func terms(_ profile: ArithmeticProfile) throws -> PriceTerms {
        let form = try object("price")
        let discounts = try optionalObject("discounts")
        return try PriceTerms(
            form.price(rounding: try packageRounding()),
            conversion: try conversion(),
            included: try discounts?.optionalAmount("usage") ?? optionalAmount("usageDiscount"),
            discountPercent: try discounts?.optionalAmount("percentage")
                ?? optionalAmount("percentageDiscount"),
            maximum: try form.optionalAmount("maximumAmount"),
            minimum: try form.optionalAmount("minimumAmount")
        )
    }

    func price(rounding: PackageRounding = .up) throws -> Price {
        switch try choice("type", Price.Kind.self) {
        case .flat:
            return .flat(try amount("amount"), try optionalTerm() ?? .inAdvance)
        case .unit: return .unit(try amount("amount"))
        case .tiered:
            return .tiered(try TieredPrice(try choice("mode"), try objects("tiers").map(Self.tier)))
        case .package:
            let size = try amount("quantityPerPackage")
            let amount = try amount("amount")
            return .package(try PackagePrice(amount: amount, size: size, rounding: rounding))
        case .dynamic: return .dynamic(multiplier: try optionalAmount("multiplier") ?? .one)
        case .percentage: return .percentage(try percentagePrice())
        case .matrix: throw mismatch("type", "a type of price that cases know")
        }
    }

    func percentagePrice() throws -> PercentagePrice {
        try PercentagePrice(
            percent: amount("ratePercent"),
            fixedPerEvent: optionalAmount("fixedPerEvent"),
            minimumPerEvent: optionalAmount("perEventMinimum"),
            maximumPerEvent: optionalAmount("perEventMaximum"),
            freeEvents: optionalInteger("freeEvents"),
            freeAmount: optionalAmount("freeAmount")
        )
    }

    func conversion(_ key: String = "unitConfig") throws -> UnitConversion? {
        guard let form = try optionalObject(key) else { return nil }
        // An empty text is how some write that nothing is rounded.
        let isRounded = try !(form.optionalText("rounding") ?? "").isEmpty
        return try UnitConversion(
            form.has("operation") ? form.choice("operation") : .divide,
            by: form.amount("conversionFactor"),
            rounding: isRounded ? form.choice("rounding") : .none,
            scale: form.optionalInteger("precision") ?? 0
        )
    }

    /// A currency of ISO 4217, or any other with a `precision` of its own.
    func currency() throws(CaseError) -> Currency {
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
    func quantity(_ terms: PriceTerms) throws(CaseError) -> PreciseAmount {
        guard terms.price.kind == .flat else { return try amount("quantity") }
        return try optionalAmount("quantity") ?? .zero
    }

    private static let dollars = {
        guard let dollars = Currency(iso: "USD") else {
            preconditionFailure("ISO 4217 has the dollar")
        }
        return dollars
    }()

    private func packageRounding() throws -> PackageRounding {
        has("packageRounding") ? try choice("packageRounding") : .up
    }

    private func optionalTerm() throws -> PaymentTerm? {
        has("paymentTerm") ? try choice("paymentTerm") : nil
    }

    private static func tier(_ form: CaseInput) throws -> PriceTier {
        PriceTier(
            upTo: try form.optionalAmount("upToAmount"),
            flat: try form.optionalObject("flatPrice")?.amount("amount"),
            unit: try form.optionalObject("unitPrice")?.amount("amount"),
            packageSize: try form.optionalAmount("x-quantityPerPackage")
        )
    }
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
        case .creditsLeftOver: "credits_not_consumed_fully"
        case .number(let error): error.caseName
        }
    }
}

extension NumberError: CaseRefusal {
    var caseName: String { "number_out_of_range" }
}
