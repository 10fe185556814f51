/// One priced thing in a plan: what is sold, what it costs in each currency, how often, and what
/// may be used of it.
package struct RateCard: Hashable, Sendable {
    package let key: String
    package let name: String
    package let product: String?
    /// Empty where it is given for nothing.
    package let prices: [Currency: PriceTerms]
    /// How long one period of service is; nil for what is charged once.
    package let cadence: CalendarDuration?
    package let taxCode: String?
    package let entitlement: EntitlementTemplate?

    package init(
        key: String,
        name: String? = nil,
        product: String? = nil,
        prices: [Currency: PriceTerms] = [:],
        cadence: CalendarDuration?,
        taxCode: String? = nil,
        entitlement: EntitlementTemplate? = nil,
    ) {
        self.key = key
        self.name = name ?? key
        self.product = product
        self.prices = prices
        self.cadence = cadence
        self.taxCode = taxCode
        self.entitlement = entitlement
    }

    package var isFree: Bool { prices.isEmpty }

    /// The prices in the order of their currencies' codes.
    package var sortedPrices: [(currency: Currency, terms: PriceTerms)] {
        prices.sorted { $0.key.code < $1.key.code }.map { (currency: $0.key, terms: $0.value) }
    }

    /// What a contract in a currency charges for it. A card with prices, but none in this
    /// currency, cannot be sold in it.
    package func item(in currency: Currency) throws(PlanError) -> PricedItem {
        let terms = prices[currency]
        if terms == nil && !isFree { throw .notSold(item: key, currency) }
        return PricedItem(
            key: key,
            name: name,
            product: product,
            terms: terms,
            cadence: cadence,
            taxCode: taxCode,
            entitlement: entitlement
        )
    }
}
