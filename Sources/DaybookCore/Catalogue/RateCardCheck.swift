/// One rate card, looked at from all sides.
struct RateCardCheck {
    private let catalogue: Catalogue
    private let card: RateCard
    private let path: String

    init(_ catalogue: Catalogue, _ card: RateCard, _ path: String) {
        self.catalogue = catalogue
        self.card = card
        self.path = path
    }

    private func fault(_ field: String, _ problem: CatalogueFault.Problem) -> CatalogueFault {
        CatalogueFault("\(path).\(field)", problem)
    }

    private var pricesUsage: Bool { card.prices.values.contains { $0.price.kind != .flat } }

    /// What is wrong with it wherever it stands.
    var faults: [CatalogueFault] {
        var faults: [CatalogueFault] = []
        if !CatalogueFault.isKey(card.key) { faults.append(fault("key", .badKey)) }
        if let cadence = card.cadence {
            if cadence.isShorterThanAnHour { faults.append(fault("cadence", .tooShort)) }
        } else if pricesUsage {
            faults.append(fault("cadence", .usageWithoutCadence))
        }
        if let code = card.taxCode, catalogue.taxCodes[code] == nil {
            faults.append(fault("taxCode", .unknown(code)))
        }
        return faults + productFaults + priceFaults + entitlementFaults
    }

    private var productFaults: [CatalogueFault] {
        var isMetered = pricesUsage
        if case .metered? = card.entitlement { isMetered = true }
        guard let key = card.product else {
            return isMetered ? [fault("product", .noMeter(product: nil))] : []
        }
        guard let product = catalogue.products[key] else {
            return [fault("product", .unknown(key))]
        }
        if product.isArchived { return [fault("product", .archived(key))] }
        return isMetered && product.meter == nil
            ? [fault("product", .noMeter(product: key))] : []
    }

    /// A card is the same kind of thing in every currency: other amounts, but no other rules.
    private var priceFaults: [CatalogueFault] {
        guard let first = card.sortedPrices.first else { return [] }
        return card.sortedPrices.dropFirst().compactMap { currency, terms in
            let isSame =
                terms.price.kind == first.terms.price.kind
                && terms.price.paymentTerm == first.terms.price.paymentTerm
            return isSame ? nil : fault("prices.\(currency)", .otherPriceIn(first.currency))
        }
    }

    private var entitlementFaults: [CatalogueFault] {
        guard case .metered(let metered)? = card.entitlement else { return [] }
        var faults: [CatalogueFault] = []
        if let amount = metered.allowance?.amount, amount.isNegative {
            faults.append(fault("entitlement.allowance", .negative))
        }
        if metered.usagePeriod?.isShorterThanAnHour ?? false {
            faults.append(fault("entitlement.usagePeriod", .tooShort))
        }
        return faults
    }

    // MARK: - Within a plan

    func faults(cadence billing: CalendarDuration) -> [CatalogueFault] {
        guard let cadence = card.cadence, !cadence.isShorterThanAnHour,
            !billing.isShorterThanAnHour
        else { return [] }
        let divides =
            cadence.isMultiple(of: billing) == .always || billing.isMultiple(of: cadence) == .always
        return divides ? [] : [fault("cadence", .cadencesDoNotDivide(billing))]
    }

    func faults(currencies: [Currency]) -> [CatalogueFault] {
        guard !card.isFree, !currencies.isEmpty else { return [] }
        var faults: [CatalogueFault] = []
        for currency in currencies where card.prices[currency] == nil {
            faults.append(fault("prices", .priceMissing(currency)))
        }
        for (currency, _) in card.sortedPrices where !currencies.contains(currency) {
            faults.append(fault("prices.\(currency)", .foreignCurrency(currency)))
        }
        return faults
    }

    /// What keeps the card of an add-on from being added to a plan's of the same key.
    func faults(onTopOf own: RateCard) -> [CatalogueFault] {
        var fields: [String] = []
        if own.product != card.product { fields.append("product") }
        if own.cadence != card.cadence { fields.append("cadence") }
        if let one = own.sortedPrices.first, let other = card.sortedPrices.first {
            let areFlat = one.terms.price.kind == .flat && other.terms.price.kind == .flat
            let term = other.terms.price.paymentTerm
            if !areFlat || one.terms.price.paymentTerm != term { fields.append("prices") }
            if one.terms.discountPercent != nil && other.terms.discountPercent != nil {
                fields.append("discounts.percentage")
            }
        }
        switch (own.entitlement, card.entitlement) {
        case (nil, _), (_, nil), (.boolean, .boolean): break
        case (.metered(let one), .metered(let other)) where one.usagePeriod == other.usagePeriod:
            break
        case (.boolean, _), (.metered, _), (.fixed, _): fields.append("entitlement")
        }
        return fields.map { CatalogueFault(path, .doesNotFit($0)) }
    }
}
