package import DaybookCore
package import DaybookWire

/// What a case asks, and what answers it: the very code that bills.
package struct CaseKind: Sendable {
    package let name: String
    /// Writes the members of the answer behind its `id`.
    package let answer: @Sendable (CaseInput, CaseSetting, inout JSONStream) throws -> Void

    init(
        _ name: String,
        _ answer: @escaping @Sendable (CaseInput, CaseSetting, inout JSONStream) throws -> Void,
    ) {
        self.name = name
        self.answer = answer
    }

    package static let all: [CaseKind] =
        RatingCases.all + GrantCases.all + EntitlementCases.all + MeterCases.all
        + PeriodCases.all + ContractCases.all + PeerCases.all
}

/// What a case is answered under.
package struct CaseSetting: Sendable {
    package let profile: ArithmeticProfile
    /// The rules of a zone, by its name; throws when there is no such zone.
    package let zone: @Sendable (String) throws -> ZoneRules

    package init(
        profile: ArithmeticProfile,
        zone: @escaping @Sendable (String) throws -> ZoneRules,
    ) {
        self.profile = profile
        self.zone = zone
    }
}
