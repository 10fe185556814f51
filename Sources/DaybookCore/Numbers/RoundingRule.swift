/// Which neighbour a number takes when it has more digits than fit.
package enum RoundingRule: String, Sendable, CaseIterable {
    /// The nearest; the half goes away from zero. The rule for money here and in all four remotes.
    case halfAwayFromZero
    /// The nearest; the half goes to the even neighbour.
    case halfEven
    /// Towards positive infinity.
    case up
    /// Towards negative infinity.
    case down
    /// Cuts the digits off.
    case towardsZero
    /// Away from zero whenever anything is cut off.
    case awayFromZero
}

/// Where the digits that are cut off lie between the two neighbours.
enum CutOff {
    case nothing, belowHalf, half, aboveHalf

    /// Compares a remainder with half of its divisor.
    @inline(__always)
    init(remainder: UInt128, of divisor: UInt128) {
        if remainder == 0 {
            self = .nothing
            return
        }
        // remainder < divisor, so the difference cannot underflow where twice the remainder could
        // overflow.
        let rest = divisor &- remainder
        self = remainder < rest ? .belowHalf : remainder == rest ? .half : .aboveHalf
    }
}

extension RoundingRule {
    /// Whether the magnitude grows by one unit of its last digit.
    @inline(__always)
    func growsMagnitude(isNegative: Bool, isOdd: Bool, cutOff: CutOff) -> Bool {
        switch cutOff {
        case .nothing: return false
        case .belowHalf, .half, .aboveHalf: break
        }
        switch self {
        case .halfAwayFromZero: return cutOff != .belowHalf
        case .halfEven: return cutOff == .aboveHalf || (cutOff == .half && isOdd)
        case .up: return !isNegative
        case .down: return isNegative
        case .towardsZero: return false
        case .awayFromZero: return true
        }
    }
}
