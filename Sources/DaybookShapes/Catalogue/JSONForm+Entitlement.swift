internal import DaybookCore
internal import DaybookWire

extension JSONForm {
    /// What a rate card lets an account use.
    func entitlement() throws(JSONShapeError) -> EntitlementTemplate {
        switch try choice("type", EntitlementTemplate.Kind.self) {
        case .boolean: .boolean
        case .fixed: .fixed(config: try text("config"))
        case .metered:
            .metered(
                EntitlementTemplate.Metered(
                    allowance: try allowance(),
                    isSoftLimit: try bool("isSoftLimit", default: false),
                    preservesOverage: try bool("preservesOverage", default: false),
                    usagePeriod: try optionalDuration("usagePeriod")
                )
            )
        }
    }

    private func allowance() throws(JSONShapeError) -> MeteredEntitlement.Allowance? {
        guard let amount = try optionalAmount("allowance") else { return nil }
        return MeteredEntitlement.Allowance(
            amount,
            priority: try optionalInteger("allowancePriority") ?? 1
        )
    }
}
