/// A plan as a list of fields, each with its path and its text: what a comparison of two versions
/// compares, and what a change is shown by. Paths go by keys where things have them, so that a
/// card that only moved is not a change.
package struct PlanFields: Hashable, Sendable {
    package private(set) var fields: [Field] = []

    package struct Field: Hashable, Sendable {
        package let path: String
        package let text: String
    }

    package init(of plan: PlanDefinition) {
        add("name", plan.name)
        add("currencies", plan.currencies.map(\.code).joined(separator: " "))
        add("billingCadence", "\(plan.billingCadence)")
        add("proration", plan.proration.isEnabled ? "prorated" : "not prorated")
        add("proration.atEnd", plan.proration.atEnd.rawValue)
        add("successor", plan.successor)
        for phase in plan.phases {
            let path = "phases.\(phase.key)"
            add("\(path).name", phase.name)
            add("\(path).duration", phase.duration.map { "\($0)" } ?? "without end")
            for card in phase.rateCards { add(card, "\(path).\(card.key)") }
        }
        for offer in plan.addOns {
            let path = "addOns.\(offer.addOn)"
            add("\(path).fromPhase", offer.fromPhase)
            add("\(path).maximumQuantity", offer.maximumQuantity.map(String.init) ?? "any")
        }
    }

    /// An add-on in the same form.
    package init(of addOn: AddOnDefinition) {
        add("name", addOn.name)
        add("taken", addOn.isMultiple ? "as often as wanted" : "once")
        for card in addOn.rateCards { add(card, card.key) }
    }

    private mutating func add(_ path: String, _ text: String?) {
        if let text { fields.append(Field(path: path, text: text)) }
    }

    private mutating func add(_ path: String, _ amount: PreciseAmount?) {
        add(path, amount.map { "\($0.normalized)" })
    }

    private mutating func add(_ card: RateCard, _ path: String) {
        add("\(path).name", card.name)
        add("\(path).product", card.product)
        add("\(path).cadence", card.cadence.map { "\($0)" } ?? "once")
        add("\(path).taxCode", card.taxCode)
        if card.isFree { add("\(path).price", "free") }
        for (currency, terms) in card.sortedPrices { add(terms, "\(path).\(currency)") }
        switch card.entitlement {
        case nil: break
        case .boolean: add("\(path).entitlement", "boolean")
        case .fixed(let config): add("\(path).entitlement", "static \(config)")
        case .metered(let metered):
            add("\(path).entitlement", "metered")
            add("\(path).entitlement.allowance", metered.allowance?.amount)
            add("\(path).entitlement.limit", metered.isSoftLimit ? "soft" : "hard")
            add("\(path).entitlement.overage", metered.preservesOverage ? "kept" : "forgiven")
            add("\(path).entitlement.usagePeriod", metered.usagePeriod.map { "\($0)" })
        }
    }

    // MARK: - Prices

    private mutating func add(_ terms: PriceTerms, _ path: String) {
        add("\(path).type", terms.price.kind.rawValue)
        add(terms.price, path)
        if let conversion = terms.conversion {
            let factor = conversion.factor.normalized
            add("\(path).conversion", "\(conversion.operation.rawValue) by \(factor)")
            add("\(path).conversion.rounding", conversion.rounding.rawValue)
            add("\(path).conversion.digits", String(conversion.scale))
        }
        add("\(path).included", terms.included)
        add("\(path).discountPercent", terms.discountPercent)
        add("\(path).minimum", terms.minimum)
        add("\(path).maximum", terms.maximum)
    }

    private mutating func add(_ price: Price, _ path: String) {
        switch price {
        case .flat(let amount, let term):
            add("\(path).amount", amount)
            add("\(path).paid", term.rawValue)
        case .unit(let amount): add("\(path).amount", amount)
        case .tiered(let tiered):
            add("\(path).mode", tiered.mode.rawValue)
            for (index, tier) in tiered.tiers.enumerated() {
                add(tier, "\(path).tiers[\(index)]")
            }
        case .package(let package):
            add("\(path).amount", package.amount)
            add("\(path).size", package.size)
        case .dynamic(let multiplier): add("\(path).multiplier", multiplier)
        case .percentage(let price):
            add("\(path).percent", price.percent)
            add("\(path).fixedPerEvent", price.fixedPerEvent)
            add("\(path).minimumPerEvent", price.minimumPerEvent)
            add("\(path).maximumPerEvent", price.maximumPerEvent)
            add("\(path).freeEvents", price.freeEvents.map(String.init))
            add("\(path).freeAmount", price.freeAmount)
        case .matrix(let matrix):
            add("\(path).dimensions", matrix.dimensions.joined(separator: " × "))
            add("\(path).otherwise", matrix.standard)
            for row in matrix.rows {
                let name = row.values.map { $0 ?? "any" }.joined(separator: " × ")
                add("\(path).\(name)", row.amount)
            }
        }
    }

    private mutating func add(_ tier: PriceTier, _ path: String) {
        add("\(path).upTo", tier.upTo.map { "\($0.normalized)" } ?? "open")
        add("\(path).flat", tier.flat)
        add("\(path).unit", tier.unit)
        add("\(path).packageSize", tier.packageSize)
    }
}
