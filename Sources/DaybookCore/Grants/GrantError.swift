/// Why grants cannot be burned down as asked.
package enum GrantError: Error, Hashable, Sendable {
    case negativeAmount(GrantID)
    case negativeRollover
    /// The least that a reset leaves is more than the most.
    case rolloverReversed
    case expirationNotPositive
    case duplicateGrant(GrantID)
    /// A balance, or an act, names a grant that is not there.
    case unknownGrant(GrantID)
    /// A grant that plays a part in a run has no balance to start from.
    case missingBalance(GrantID)
    case negativeBalance(GrantID)
    /// Overage, usage or burned usage that a run starts from is below zero.
    case negativeOpening
    /// Corrections take off more than was used in the stretch that begins here.
    case negativeUsage(at: Instant)
    case periodReversed(from: Instant, to: Instant)
    /// A reset lies at the start of a run or before it, or behind its end.
    case resetOutsidePeriod(Instant)
    /// More changes, resets or windows than anyone meant.
    case tooManySteps(limit: Int)
    case number(NumberError)
    /// An instant cannot be had, or a recurrence would never advance.
    case time(TimeError)
}

extension GrantError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .negativeAmount(let id): "the amount of grant \(id) is below zero"
        case .negativeRollover: "the least that rolls over is below zero"
        case .rolloverReversed: "the least that rolls over is more than the most"
        case .expirationNotPositive: "a grant lasts at least one unit of time"
        case .duplicateGrant(let id): "there are two grants \(id)"
        case .unknownGrant(let id): "there is no grant \(id)"
        case .missingBalance(let id): "grant \(id) has no balance to start from"
        case .negativeBalance(let id): "the balance of grant \(id) is below zero"
        case .negativeOpening: "overage and usage so far are not below zero"
        case .negativeUsage: "usage is not below zero"
        case .periodReversed: "the period ends before it begins"
        case .resetOutsidePeriod: "a reset lies behind the start of the period, up to its end"
        case .tooManySteps(let limit): "more than \(limit) steps of time"
        case .number(let error): "\(error)"
        case .time(.intervalNotPositive): "a grant recurs at an interval above zero"
        case .time(let error): "\(error)"
        }
    }
}

extension PreciseAmount {
    /// The sum, or the reason in the words of grants.
    func plus(_ other: PreciseAmount) throws(GrantError) -> PreciseAmount {
        do { return try adding(other) } catch { throw .number(error) }
    }

    /// The difference, or the reason in the words of grants.
    func minus(_ other: PreciseAmount) throws(GrantError) -> PreciseAmount {
        try plus(other.negated)
    }
}
