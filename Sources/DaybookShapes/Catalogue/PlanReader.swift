package import DaybookCore
package import DaybookWire

/// Plans and add-ons from JSON. It reads on behind a fault, so that all of them are found.
package struct PlanReader {
    package private(set) var faults = ShapeFaults()
    private let currencies: (String) -> Currency?

    package init(_ currencies: @escaping (String) -> Currency?) {
        self.currencies = currencies
    }

    // MARK: - Plans

    /// Nil where something is wrong in it; then it is among the faults.
    package mutating func plan(_ form: JSONForm) -> PlanDefinition? {
        faults.expect(
            form,
            toHaveOnly: [
                "key", "name", "currencies", "billingCadence", "proration", "phases", "addOns",
                "successor",
            ]
        )
        let name = text(form, "name")
        let currencies = faults.reading(form) { try $0.elements("currencies") } ?? []
        let known = currencies.compactMap { currency($0) }
        let cadence = faults.reading(form) { try $0.duration("billingCadence") }
        let proration = proration(form)
        let phases = objects(form, "phases").map { phase($0) }
        let addOns = objects(form, "addOns").map { offer($0) }
        let successor = faults.reading(form) { try $0.optionalText("successor") }
        guard let name, let cadence, faults.isEmpty else { return nil }
        return PlanDefinition(
            name: name,
            currencies: known,
            billingCadence: cadence,
            proration: proration,
            phases: phases.compactMap(\.self),
            addOns: addOns.compactMap(\.self),
            successor: successor
        )
    }

    private mutating func proration(_ form: JSONForm) -> ProrationPolicy {
        guard let form = faults.reading(form, { try $0.optionalObject("proration") }) else {
            return ProrationPolicy()
        }
        faults.expect(form, toHaveOnly: ["enabled", "atEnd"])
        let isEnabled = faults.reading(form) { try $0.bool("enabled", default: true) }
        let atEnd = faults.reading(form) { form -> ProrationPolicy.AtEnd? in
            form.has("atEnd") ? try form.choice("atEnd") : nil
        }
        return ProrationPolicy(isEnabled: isEnabled ?? true, atEnd: atEnd ?? .billActualPeriod)
    }

    private mutating func phase(_ form: JSONForm) -> PlanPhase? {
        faults.expect(form, toHaveOnly: ["key", "name", "duration", "rateCards"])
        let key = text(form, "key")
        let name = faults.reading(form) { try $0.optionalText("name") }
        let duration = faults.reading(form) { try $0.optionalDuration("duration") }
        let cards = objects(form, "rateCards").map { rateCard($0) }
        guard let key else { return nil }
        return PlanPhase(
            key: key,
            name: name,
            duration: duration,
            rateCards: cards.compactMap(\.self)
        )
    }

    private mutating func offer(_ form: JSONForm) -> PlanAddOn? {
        faults.expect(form, toHaveOnly: ["key", "fromPhase", "maximumQuantity"])
        let (key, phase) = (text(form, "key"), text(form, "fromPhase"))
        let most = faults.reading(form) { try $0.optionalInteger("maximumQuantity") }
        guard let key, let phase else { return nil }
        return PlanAddOn(key, fromPhase: phase, maximumQuantity: most)
    }

    // MARK: - Add-ons

    package mutating func addOn(_ form: JSONForm) -> AddOnDefinition? {
        faults.expect(form, toHaveOnly: ["key", "name", "multiple", "rateCards"])
        let name = text(form, "name")
        let isMultiple = faults.reading(form) { try $0.bool("multiple", default: false) }
        let cards = objects(form, "rateCards").map { rateCard($0) }
        guard let name, let isMultiple, faults.isEmpty else { return nil }
        return AddOnDefinition(
            name: name,
            isMultiple: isMultiple,
            rateCards: cards.compactMap(\.self)
        )
    }

    // MARK: - Rate cards

    private mutating func rateCard(_ form: JSONForm) -> RateCard? {
        faults.expect(
            form,
            toHaveOnly: ["key", "name", "product", "cadence", "prices", "taxCode", "entitlement"]
        )
        let key = text(form, "key")
        let name = faults.reading(form) { try $0.optionalText("name") }
        let product = faults.reading(form) { try $0.optionalText("product") }
        let cadence = faults.reading(form) { try $0.optionalDuration("cadence") }
        let taxCode = faults.reading(form) { try $0.optionalText("taxCode") }
        let prices = prices(form)
        let entitlement = faults.reading(form) { try $0.optionalObject("entitlement") }
            .flatMap { self.entitlement($0) }
        guard let key else { return nil }
        return RateCard(
            key: key,
            name: name,
            product: product,
            prices: prices,
            cadence: cadence,
            taxCode: taxCode,
            entitlement: entitlement
        )
    }

    private mutating func prices(_ form: JSONForm) -> [Currency: PriceTerms] {
        var prices: [Currency: PriceTerms] = [:]
        for member in faults.reading(form, { try $0.members("prices") }) ?? [] {
            let (code, node) = (member.key, member.value)
            guard node.kind == .object else {
                faults.faults.append(ShapeFault(node.mismatch("a price")))
                continue
            }
            guard let currency = currency(code, at: node) else { continue }
            if prices[currency] != nil {
                faults.faults.append(ShapeFault(node.mismatch("one price in \(code)")))
            }
            prices[currency] = faults.terms(JSONForm(node))
        }
        return prices
    }

    private mutating func entitlement(_ form: JSONForm) -> EntitlementTemplate? {
        faults.expect(
            form,
            toHaveOnly: [
                "type", "config", "allowance", "allowancePriority", "isSoftLimit",
                "preservesOverage", "usagePeriod",
            ]
        )
        return faults.reading(form) { try $0.entitlement() }
    }

    // MARK: - Values

    mutating func text(_ form: JSONForm, _ key: String) -> String? {
        faults.reading(form) { try $0.text(key) }
    }

    private mutating func objects(_ form: JSONForm, _ key: String) -> [JSONForm] {
        faults.reading(form) { try $0.objects(key) } ?? []
    }

    private mutating func currency(_ node: JSONNode) -> Currency? {
        guard let code = try? node.string() else {
            faults.faults.append(ShapeFault(node.mismatch("the code of a currency")))
            return nil
        }
        return currency(code, at: node)
    }

    private mutating func currency(_ code: String, at node: JSONNode) -> Currency? {
        if let currency = currencies(code) { return currency }
        let error = node.mismatch("a currency that is known", because: JSONText.quoted(code))
        faults.faults.append(ShapeFault(error))
        return nil
    }
}
