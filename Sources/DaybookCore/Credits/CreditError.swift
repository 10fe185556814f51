/// Why a credit cannot be given or used so.
package enum CreditError: Error, Hashable, Sendable {
    case notPositive(String)
    /// It would expire before it takes effect.
    case neverUsable(String)
    case unknown(String)
    case known(String)
    /// It is used up, expired or voided.
    case notUsable(String)
    /// More is asked for than there is.
    case notEnough(String, Money)
    case mixedCurrencies(String)
    case negativeRollover
    /// The least that rolls over is more than the most.
    case rolloverReversed
    /// Its renewals would end before its first period.
    case neverRenewed
    case unusableInterval(TimeError)
    case tooManyPeriods
    case number(NumberError)
}

extension CreditError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notPositive(let id): "credit \(id): the amount must be above zero"
        case .neverUsable(let id): "credit \(id) would expire before it takes effect"
        case .unknown(let id): "there is no credit \(id)"
        case .known(let id): "there is a credit \(id) already"
        case .notUsable(let id): "credit \(id) is used up, expired or voided"
        case .notEnough(let id, let left): "credit \(id) has only \(left) left"
        case .mixedCurrencies(let id): "\(id) is in another currency"
        case .negativeRollover: "the least that rolls over is below zero"
        case .rolloverReversed: "the least that rolls over is more than the most"
        case .neverRenewed: "a credit that recurs has at least one period"
        case .unusableInterval(.intervalNotPositive): "a credit recurs at an interval above zero"
        case .unusableInterval(.durationHasTimeOfDay): "a credit recurs by whole days or months"
        case .unusableInterval: "the periods leave the years 0001 to 9999"
        case .tooManyPeriods: "more than \(CreditRecurrence.periodLimit) periods"
        case .number(let error): "\(error)"
        }
    }
}
