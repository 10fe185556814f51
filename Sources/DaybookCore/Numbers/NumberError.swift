/// Why an operation on numbers has no exact answer.
package enum NumberError: Error, Hashable, Sendable {
    /// The result has more than 38 digits before its last needed one.
    case overflow
    /// The exact result needs more digits than there are; ask for a rounding instead.
    case inexact
    case divisionByZero
    /// Two amounts of different currencies met.
    case mixedCurrencies(String, String)
    /// Weights of an allocation are negative, or none is above zero.
    case unusableWeights
}

extension NumberError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .overflow: "the result is too large: more than 38 digits"
        case .inexact: "the exact result has more than 38 digits"
        case .divisionByZero: "division by zero"
        case .mixedCurrencies(let one, let other): "\(one) and \(other) cannot be added up"
        case .unusableWeights: "the weights must not be negative, and one must be above zero"
        }
    }
}
