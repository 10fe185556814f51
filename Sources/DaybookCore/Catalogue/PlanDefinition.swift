/// What one version of a plan says.
package struct PlanDefinition: Hashable, Sendable {
    package let name: String
    /// What it can be sold in; the first one is what lists show.
    package let currencies: [Currency]
    package let billingCadence: CalendarDuration
    package let proration: ProrationPolicy
    package let phases: [PlanPhase]
    package let addOns: [PlanAddOn]
    /// The plan that contracts go over to when they are renewed; nil for this one.
    package let successor: String?

    package init(
        name: String,
        currencies: [Currency],
        billingCadence: CalendarDuration,
        proration: ProrationPolicy = ProrationPolicy(),
        phases: [PlanPhase],
        addOns: [PlanAddOn] = [],
        successor: String? = nil,
    ) {
        self.name = name
        self.currencies = currencies
        self.billingCadence = billingCadence
        self.proration = proration
        self.phases = phases
        self.addOns = addOns
        self.successor = successor
    }
}

/// A stretch of a plan with prices of its own: a trial, a ramp, and what holds after them.
package struct PlanPhase: Hashable, Sendable {
    package let key: String
    package let name: String
    /// How long it lasts; nil for the last one, which has no end of its own.
    package let duration: CalendarDuration?
    package let rateCards: [RateCard]

    package init(
        key: String,
        name: String? = nil,
        duration: CalendarDuration? = nil,
        rateCards: [RateCard],
    ) {
        self.key = key
        self.name = name ?? key
        self.duration = duration
        self.rateCards = rateCards
    }

    /// Whether it is given away for a time.
    package var isTrial: Bool { duration != nil && rateCards.allSatisfy(\.isFree) }
}

/// An add-on that can be taken with a plan.
package struct PlanAddOn: Hashable, Sendable {
    package let addOn: String
    package let fromPhase: String
    /// Nil where there is no limit.
    package let maximumQuantity: Int?

    package init(_ addOn: String, fromPhase: String, maximumQuantity: Int? = nil) {
        self.addOn = addOn
        self.fromPhase = fromPhase
        self.maximumQuantity = maximumQuantity
    }
}

/// What one version of an add-on says: rate cards that come on top of a plan's.
package struct AddOnDefinition: Hashable, Sendable {
    package let name: String
    /// Whether it can be taken more than once.
    package let isMultiple: Bool
    package let rateCards: [RateCard]

    package init(name: String, isMultiple: Bool = false, rateCards: [RateCard]) {
        self.name = name
        self.isMultiple = isMultiple
        self.rateCards = rateCards
    }
}
