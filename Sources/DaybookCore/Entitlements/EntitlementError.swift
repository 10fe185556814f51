/// Why an entitlement cannot be had, changed or read as asked.
package enum EntitlementError: Error, Hashable, Sendable {
    /// A usage period is at least an hour long.
    case usagePeriodTooShort
    case resetInFuture
    case resetBeforePeriod(start: Instant)
    /// There was a reset in that minute already.
    case resetTwice
    case grantNotPositive(GrantID)
    case grantBeforePeriod(GrantID, start: Instant)
    case grantVoided(GrantID)
    /// Nothing is known of the time before usage is measured.
    case beforeMeasurement(start: Instant)
    /// A history would end before it begins.
    case historyReversed
}

extension EntitlementError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .usagePeriodTooShort: "a usage period is at least an hour long"
        case .resetInFuture: "usage cannot be reset in the future"
        case .resetBeforePeriod: "usage cannot be reset before the current period began"
        case .resetTwice: "usage was reset in that minute already"
        case .grantNotPositive(let id): "the amount of grant \(id) is above zero"
        case .grantBeforePeriod(let id, _):
            "grant \(id) cannot take effect before the current period began"
        case .grantVoided(let id): "grant \(id) is void already"
        case .beforeMeasurement: "usage was not measured yet"
        case .historyReversed: "a history ends behind its beginning"
        }
    }
}
