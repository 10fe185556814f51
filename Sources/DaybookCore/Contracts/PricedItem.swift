/// One thing that a contract charges for or lets use: what it costs in the contract's currency,
/// how often, and what may be used of it.
package struct PricedItem: Hashable, Sendable {
    package let key: String
    /// What invoices call it.
    package let name: String
    /// The product that is sold; nil for what is charged without one.
    package let product: String?
    /// Nil where it is given for nothing.
    package let terms: PriceTerms?
    /// How long one period of service is; nil for what is charged once.
    package let cadence: CalendarDuration?
    package let taxCode: String?
    package let entitlement: EntitlementTemplate?

    package init(
        key: String,
        name: String? = nil,
        product: String? = nil,
        terms: PriceTerms?,
        cadence: CalendarDuration?,
        taxCode: String? = nil,
        entitlement: EntitlementTemplate? = nil,
    ) {
        self.key = key
        self.name = name ?? key
        self.product = product
        self.terms = terms
        self.cadence = cadence
        self.taxCode = taxCode
        self.entitlement = entitlement
    }

    /// The same thing at other terms.
    func replacing(_ terms: PriceTerms?) -> PricedItem {
        replacing(terms, entitlement: entitlement)
    }

    func replacing(_ terms: PriceTerms?, entitlement: EntitlementTemplate?) -> PricedItem {
        PricedItem(
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
