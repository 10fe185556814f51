/// Why an invoice cannot be settled so.
package enum SettlementError: Error, Hashable, Sendable {
    /// The invoice's currency, and that of the amount.
    case mixedCurrencies(Currency, Currency)
    case notPositive
    /// More than what is open, which it names.
    case exceedsOpen(Money)
    case exceedsPaid(Money)
    case exceedsCreditable(Money)
    case refused(InvoiceObstacle)
}

extension SettlementError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .mixedCurrencies(let own, let other): "it is in \(own), the amount in \(other)"
        case .notPositive: "the amount must be above zero"
        case .exceedsOpen(let open): "only \(open) is open"
        case .exceedsPaid(let paid): "only \(paid) is paid"
        case .exceedsCreditable(let rest): "only \(rest) can still be credited"
        case .refused(let obstacle): "\(obstacle)"
        }
    }
}
