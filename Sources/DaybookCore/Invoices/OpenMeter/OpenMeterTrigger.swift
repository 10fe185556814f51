/// What moves an invoice on in OpenMeter.
package enum OpenMeterTrigger: String, CaseIterable, Sendable {
    case next, approve, retry, failed, updated
    case forceCollect = "force_collect"
    case delete, paid, authorized
    case actionRequired = "action_required"
    case paymentUncollectible = "payment_uncollectible"
    case paymentOverdue = "payment_overdue"
    case void

    package var meaning: String {
        switch self {
        case .next: "advance automatically when allowed"
        case .approve: "user approves"
        case .retry: "user retries a failed step"
        case .failed: "the action of the current status failed"
        case .updated: "invoice edited; a status that accepts it is editable"
        case .forceCollect: "skip the collection wait"
        case .delete: "delete requested"
        case .paid: "payment settled"
        case .authorized: "payment authorized, funds held"
        case .actionRequired: "customer action needed"
        case .paymentUncollectible: "given up"
        case .paymentOverdue: "past due"
        case .void: "void"
        }
    }
}
