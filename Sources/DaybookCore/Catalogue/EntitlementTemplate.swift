/// What a rate card lets an account use, before it is known which account and from when.
package enum EntitlementTemplate: Hashable, Sendable {
    /// Access, and nothing to count.
    case boolean
    /// Access, with a text that says to what.
    case fixed(config: String)
    case metered(Metered)

    /// An amount in each usage period.
    package struct Metered: Hashable, Sendable {
        /// What each period starts with; nil where grants alone decide.
        package let allowance: MeteredEntitlement.Allowance?
        package let isSoftLimit: Bool
        package let preservesOverage: Bool
        /// How long a usage period is; nil for the cadence of the rate card, or else of the plan.
        package let usagePeriod: CalendarDuration?

        package init(
            allowance: MeteredEntitlement.Allowance? = nil,
            isSoftLimit: Bool = false,
            preservesOverage: Bool = false,
            usagePeriod: CalendarDuration? = nil,
        ) {
            self.allowance = allowance
            self.isSoftLimit = isSoftLimit
            self.preservesOverage = preservesOverage
            self.usagePeriod = usagePeriod
        }
    }

    package var kind: Kind {
        switch self {
        case .boolean: .boolean
        case .fixed: .fixed
        case .metered: .metered
        }
    }

    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case boolean, metered
        case fixed = "static"
    }
}
