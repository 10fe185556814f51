package import DaybookCore
package import DaybookWire

/// Prices as JSON, as OpenMeter's public API writes them.
extension JSONForm {
    /// A price and what stands around it: in one object, or the price as a member of its own.
    package func terms() throws -> PriceTerms {
        let form = try optionalObject("price") ?? self
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

    package func price(rounding: PackageRounding = .up) throws -> Price {
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
        case .matrix: return .matrix(try matrixPrice())
        }
    }

    package func percentagePrice() throws -> PercentagePrice {
        try PercentagePrice(
            percent: amount("ratePercent"),
            fixedPerEvent: optionalAmount("fixedPerEvent"),
            minimumPerEvent: optionalAmount("perEventMinimum"),
            maximumPerEvent: optionalAmount("perEventMaximum"),
            freeEvents: optionalInteger("freeEvents"),
            freeAmount: optionalAmount("freeAmount")
        )
    }

    private func matrixPrice() throws -> MatrixPrice {
        let dimensions = try texts("dimensions")
        let rows = try objects("rows").map { row in
            let values = try row.elements("values").map { $0.isNull ? nil : try $0.string() }
            return MatrixPrice.Row(values: values, amount: try row.amount("amount"))
        }
        return try MatrixPrice(
            dimensions: dimensions,
            rows: rows,
            standard: try amount("defaultAmount")
        )
    }

    package func conversion(_ key: String = "unitConfig") throws -> UnitConversion? {
        guard let form = try optionalObject(key) else { return nil }
        // An empty text is how some write that nothing is rounded.
        let isRounded = try !(form.optionalText("rounding") ?? "").isEmpty
        do {
            return try UnitConversion(
                form.has("operation") ? form.choice("operation") : .divide,
                by: form.amount("conversionFactor"),
                rounding: isRounded ? form.choice("rounding") : .none,
                scale: form.optionalInteger("precision") ?? 0
            )
        } catch let error as PriceError {
            throw error.within(key)
        }
    }

    private func packageRounding() throws -> PackageRounding {
        has("packageRounding") ? try choice("packageRounding") : .up
    }

    private func optionalTerm() throws -> PaymentTerm? {
        has("paymentTerm") ? try choice("paymentTerm") : nil
    }

    private static func tier(_ form: JSONForm) throws -> PriceTier {
        PriceTier(
            upTo: try form.optionalAmount("upToAmount"),
            flat: try form.optionalObject("flatPrice")?.amount("amount"),
            unit: try form.optionalObject("unitPrice")?.amount("amount"),
            packageSize: try form.optionalAmount("quantityPerPackage")
                ?? form.optionalAmount("x-quantityPerPackage")
        )
    }
}
