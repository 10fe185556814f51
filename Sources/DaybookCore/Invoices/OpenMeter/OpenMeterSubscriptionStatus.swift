/// Where a subscription stands in OpenMeter.
package enum OpenMeterSubscriptionStatus: String, CaseIterable, Sendable {
    case active, canceled, inactive, scheduled

    package typealias Graph = StateGraph<
        OpenMeterSubscriptionStatus, OpenMeterSubscriptionAct, NoGuard
    >

    /// What is not in it is forbidden: cancelling what is scheduled, for one.
    package static let graph = Graph([
        Graph.Transition(from: .inactive, .create, to: .active),
        Graph.Transition(from: .active, .update, to: .active),
        Graph.Transition(from: .active, .changeAddOns, to: .active),
        Graph.Transition(from: .active, .cancel, to: .canceled),
        Graph.Transition(from: .canceled, .continue, to: .active),
        Graph.Transition(from: .scheduled, .delete, to: nil),
    ])

    /// The status at a time, which follows from the dates alone.
    package init(
        at instant: Instant,
        activeFrom: Instant,
        activeTo: Instant?,
        deletedAt: Instant? = nil,
    ) {
        if let deletedAt, deletedAt <= instant {
            self = .inactive
        } else if activeFrom > instant {
            self = .scheduled
        } else if let activeTo {
            self = activeTo > instant ? .canceled : .inactive
        } else {
            self = .active
        }
    }
}

/// What can be done to a subscription in OpenMeter.
package enum OpenMeterSubscriptionAct: String, CaseIterable, Sendable {
    case create, update
    case changeAddOns = "change_addons"
    case cancel, `continue`, delete
}
