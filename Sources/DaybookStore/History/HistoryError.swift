package import DaybookCore
internal import DaybookWire

/// Why something from elsewhere does not fit into this ledger.
package enum HistoryError: Error, Hashable, Sendable {
    case closed(CivilDate, firstOpen: CivilDate)
    /// The series has begun here, and would miss numbers.
    case gap(String, last: Int, next: Int)
    /// A payment pays more than the invoice says is paid.
    case notPaid(String, Money, left: Money)
    case noLine(Int)
}

extension HistoryError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .closed(let day, let first):
            "\(day.iso8601) lies in a month that is closed; open is what is dated from "
                + "\(first.iso8601) on"
        case .gap(let prefix, let last, let next):
            "the numbers \(prefix)… stand at \(last) here, so that \(next) would leave a gap"
        case .notPaid(let number, let amount, let left):
            "\(amount) is paid on \(number), which says of \(left) that it was paid"
        case .noLine(let position): "the invoice has no line \(position)"
        }
    }
}
