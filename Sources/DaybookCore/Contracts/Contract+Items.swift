/// An item of a contract, and from when to when it is charged.
package struct AgreedItem: Hashable, Sendable {
    package let phase: String
    package let item: PricedItem
    package let span: ActiveSpan
}

extension Contract {
    /// The plan that runs at a time; before the first and behind the last one, that.
    package func currentPlan(at moment: Instant) -> ContractPlan {
        if let index = plan(at: moment) { return plans[index] }
        return moment < start ? plans[0] : plans[plans.count - 1]
    }
}

extension ContractPlan {
    /// What is charged in it, phase by phase; what a change left no time for is not among it.
    package func items() throws(ContractError) -> [AgreedItem] {
        var items: [AgreedItem] = []
        for (index, phase) in schedule.phases.enumerated() {
            let span = try schedule.span(ofPhase: index)
            for version in phase.items.flatMap(\.versions) {
                let own = try schedule.span(of: version, in: span)
                if own.isEmpty { continue }
                items.append(AgreedItem(phase: phase.key, item: version.item, span: own))
            }
        }
        return items
    }
}
