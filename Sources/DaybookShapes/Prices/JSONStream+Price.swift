package import DaybookCore
package import DaybookWire

/// Prices into JSON, in the form in which they are read.
extension JSONStream {
    package mutating func terms(_ key: String? = nil, _ terms: PriceTerms) {
        object(key) { json in
            json.members(of: terms.price)
            if let minimum = terms.minimum { json.decimal("minimumAmount", minimum) }
            if let maximum = terms.maximum { json.decimal("maximumAmount", maximum) }
            if terms.included != nil || terms.discountPercent != nil {
                json.object("discounts") { json in
                    json.set("usage", terms.included)
                    json.set("percentage", terms.discountPercent)
                }
            }
            if let conversion = terms.conversion { json.conversion(conversion) }
        }
    }

    mutating func conversion(_ conversion: UnitConversion) {
        object("unitConfig") { json in
            json.text("operation", conversion.operation.rawValue)
            json.decimal("conversionFactor", conversion.factor)
            json.text("rounding", conversion.rounding.rawValue)
            json.integer("precision", conversion.scale)
        }
    }

    private mutating func members(of price: Price) {
        text("type", price.kind.rawValue)
        switch price {
        case .flat(let amount, let term):
            decimal("amount", amount)
            text("paymentTerm", term.rawValue)
        case .unit(let amount): decimal("amount", amount)
        case .tiered(let price):
            text("mode", price.mode.rawValue)
            array("tiers") { json in
                for tier in price.tiers { json.tier(tier) }
            }
        case .package(let price):
            decimal("amount", price.amount)
            decimal("quantityPerPackage", price.size)
            text("packageRounding", price.rounding.rawValue)
        case .dynamic(let multiplier): decimal("multiplier", multiplier)
        case .percentage(let price): members(of: price)
        case .matrix(let price): members(of: price)
        }
    }

    private mutating func tier(_ tier: PriceTier) {
        object { json in
            json.set("upToAmount", tier.upTo)
            for (key, amount) in [("flatPrice", tier.flat), ("unitPrice", tier.unit)] {
                guard let amount else { continue }
                json.object(key) { $0.decimal("amount", amount) }
            }
            json.set("quantityPerPackage", tier.packageSize)
        }
    }

    private mutating func members(of price: PercentagePrice) {
        decimal("ratePercent", price.percent)
        set("fixedPerEvent", price.fixedPerEvent)
        set("perEventMinimum", price.minimumPerEvent)
        set("perEventMaximum", price.maximumPerEvent)
        if let count = price.freeEvents { integer("freeEvents", count) }
        set("freeAmount", price.freeAmount)
    }

    private mutating func members(of price: MatrixPrice) {
        array("dimensions") { json in
            for dimension in price.dimensions { json.text(nil, dimension) }
        }
        array("rows") { json in
            for row in price.rows {
                json.object { json in
                    json.array("values") { json in
                        for value in row.values { json.text(nil, value) }
                    }
                    json.decimal("amount", row.amount)
                }
            }
        }
        decimal("defaultAmount", price.standard)
    }
}
