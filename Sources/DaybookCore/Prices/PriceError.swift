/// What is wrong in a price, and where: `tiers[2].unitPrice`.
package struct PriceError: Error, Hashable, Sendable {
    package let path: String
    package let problem: Problem

    package enum Problem: Hashable, Sendable {
        case negative
        case notPositive
        /// A share in percent lies outside of 0 to 100.
        case notAPercentage
        case noTiers
        /// No tier takes what lies above all bounds.
        case noOpenTier
        case severalOpenTiers
        /// Two tiers end at the same quantity.
        case repeatedBound(PreciseAmount)
        /// A tier has neither a flat nor a unit price.
        case emptyTier
        case minimumAboveMaximum
        /// This price cannot be combined with what stands at the path.
        case notAllowed(with: Price.Kind)
        /// A matrix has no row for its default, or two for the same values.
        case repeatedRow
        /// A row of a matrix does not have one value for each dimension.
        case wrongDimensions(Int)
        case tooManyDigits
    }

    package init(_ path: String, _ problem: Problem) {
        self.path = path
        self.problem = problem
    }

    /// The same problem, seen from one level up.
    package func within(_ parent: String) -> PriceError {
        PriceError(path.isEmpty ? parent : "\(parent).\(path)", problem)
    }

    package static func requireNotNegative(
        _ amount: PreciseAmount?,
        _ path: String,
    ) throws(PriceError) {
        if let amount, amount.isNegative { throw PriceError(path, .negative) }
    }

    package static func requirePositive(
        _ amount: PreciseAmount?,
        _ path: String,
    ) throws(PriceError) {
        if let amount, !amount.isPositive { throw PriceError(path, .notPositive) }
    }
}

extension PriceError: CustomStringConvertible {
    package var description: String { "\(path): \(words)" }

    package var words: String {
        switch problem {
        case .negative: "must not be below zero"
        case .notPositive: "must be above zero"
        case .notAPercentage: "must lie between 0 and 100"
        case .noTiers: "there is no tier"
        case .noOpenTier: "the last tier must be open: one tier without an upper bound is missing"
        case .severalOpenTiers: "only one tier may be without an upper bound"
        case .repeatedBound(let bound): "two tiers end at \(bound)"
        case .emptyTier: "the tier has neither a flat nor a unit price"
        case .minimumAboveMaximum: "the minimum is above the maximum"
        case .notAllowed(let kind): "not allowed with a \(kind.rawValue) price"
        case .repeatedRow: "the same values occur twice"
        case .wrongDimensions(let count): "there must be \(count) values, one for each dimension"
        case .tooManyDigits: "has more digits than an exact number can hold"
        }
    }
}
