/// An exact decimal number: a coefficient of up to 38 digits and the count of its fraction digits.
///
/// Sums, differences and products are exact or they fail; rounding happens only where a caller
/// names a scale and a rule. The scale is part of how the number is kept, not of its value:
/// `5` equals `5.00`.
package struct PreciseAmount: Sendable {
    /// The digits, as a whole number between -10^38 and 10^38 (both excluded).
    package let coefficient: Int128

    /// How many of the digits stand behind the decimal point, 0 to 38.
    package let scale: Int

    package static let zero = PreciseAmount(unchecked: 0, scale: 0)
    package static let one = PreciseAmount(unchecked: 1, scale: 0)
    package static let largestScale = 38

    /// 10^38: the first magnitude that is too large.
    static var limit: UInt128 { 100_000_000_000_000_000_000_000_000_000_000_000_000 }

    /// For results that are known to keep the invariants.
    @inline(__always)
    init(unchecked coefficient: Int128, scale: Int) {
        self.coefficient = coefficient
        self.scale = scale
    }

    package init(_ whole: Int) {
        self.init(unchecked: Int128(whole), scale: 0)
    }

    /// `coefficient` × 10^-`scale`.
    package init(coefficient: Int128, scale: Int) throws(NumberError) {
        precondition((0...Self.largestScale).contains(scale), "a scale is between 0 and 38")
        try self.init(
            magnitude: coefficient.magnitude,
            isNegative: coefficient < 0,
            scale: scale
        )
    }

    @inline(__always)
    init(magnitude: UInt128, isNegative: Bool, scale: Int) throws(NumberError) {
        guard magnitude < Self.limit else { throw .overflow }
        let coefficient = Int128(truncatingIfNeeded: magnitude)
        self.init(unchecked: isNegative ? 0 &- coefficient : coefficient, scale: scale)
    }

    package var isZero: Bool { coefficient == 0 }
    package var isNegative: Bool { coefficient < 0 }
    package var isPositive: Bool { coefficient > 0 }

    package var magnitude: PreciseAmount {
        isNegative ? PreciseAmount(unchecked: 0 &- coefficient, scale: scale) : self
    }

    package var negated: PreciseAmount {
        PreciseAmount(unchecked: 0 &- coefficient, scale: scale)
    }

    /// The same value without zeros at the end of its fraction.
    package var normalized: PreciseAmount {
        guard scale > 0 else { return self }
        if coefficient == 0 { return .zero }
        var digits = coefficient.magnitude
        var scale = scale
        while scale > 0 {
            let (quotient, remainder) = digits.dividedQuickly(by: 10)
            if remainder != 0 { break }
            digits = quotient
            scale &-= 1
        }
        let kept = Int128(truncatingIfNeeded: digits)
        return PreciseAmount(unchecked: isNegative ? 0 &- kept : kept, scale: scale)
    }

    /// The whole number, if there is no fraction and it fits.
    package var wholeNumber: Int? {
        let normal = normalized
        return normal.scale == 0 ? Int(exactly: normal.coefficient) : nil
    }
}

extension PreciseAmount: Comparable, Hashable {
    package static func == (one: PreciseAmount, other: PreciseAmount) -> Bool {
        one.scale == other.scale ? one.coefficient == other.coefficient : compare(one, other) == 0
    }

    package static func < (one: PreciseAmount, other: PreciseAmount) -> Bool {
        one.scale == other.scale ? one.coefficient < other.coefficient : compare(one, other) < 0
    }

    package func hash(into hasher: inout Hasher) {
        let normal = normalized
        hasher.combine(normal.coefficient)
        hasher.combine(normal.scale)
    }

    /// Negative, zero or positive. Aligned in 256 bits, so that it cannot overflow.
    private static func compare(_ one: PreciseAmount, _ other: PreciseAmount) -> Int {
        let signs = (one.coefficient.signum(), other.coefficient.signum())
        if signs.0 != signs.1 { return signs.0 < signs.1 ? -1 : 1 }
        let scale = max(one.scale, other.scale)
        let left = WideProduct(
            one.coefficient.magnitude,
            times: PowersOfTen.power(scale - one.scale)
        )
        let right = WideProduct(
            other.coefficient.magnitude,
            times: PowersOfTen.power(scale - other.scale)
        )
        if left == right { return 0 }
        return (left < right) == (signs.0 > 0) ? -1 : 1
    }
}
