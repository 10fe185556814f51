/// One priced thing in a plan or contract: what is sold, for how much, and how often.
package struct RateCard: Hashable, Sendable {
    package let key: String
    /// Nil where it is given for nothing.
    package let terms: PriceTerms?
    /// How long one period of service is; nil for what is charged once.
    package let cadence: CalendarDuration?

    package init(key: String, terms: PriceTerms?, cadence: CalendarDuration?) {
        self.key = key
        self.terms = terms
        self.cadence = cadence
    }

    /// The same thing at other terms.
    func replacing(_ terms: PriceTerms) -> RateCard {
        RateCard(key: key, terms: terms, cadence: cadence)
    }
}
