extension PreciseAmount {
    /// The exact sum.
    @inline(__always)
    package func adding(_ other: PreciseAmount) throws(NumberError) -> PreciseAmount {
        if scale == other.scale {
            let (sum, overflow) = coefficient.addingReportingOverflow(other.coefficient)
            if !overflow && sum.magnitude < Self.limit {
                return PreciseAmount(unchecked: sum, scale: scale)
            }
            return try Self.wideSum(self, other)
        }
        return scale < other.scale
            ? try Self.aligned(self, to: other) : try Self.aligned(other, to: self)
    }

    /// The exact difference.
    @inline(__always)
    package func subtracting(_ other: PreciseAmount) throws(NumberError) -> PreciseAmount {
        try adding(other.negated)
    }

    /// The exact product.
    @inline(__always)
    package func multiplied(by other: PreciseAmount) throws(NumberError) -> PreciseAmount {
        let product = WideProduct(coefficient.magnitude, times: other.coefficient.magnitude)
        let digits = scale &+ other.scale
        if product.high == 0 && digits <= Self.largestScale && product.low < Self.limit {
            let magnitude = Int128(truncatingIfNeeded: product.low)
            return PreciseAmount(
                unchecked: isNegative == other.isNegative ? magnitude : 0 &- magnitude,
                scale: digits
            )
        }
        return try Self.shortened(
            product,
            isNegative: isNegative != other.isNegative,
            scale: digits
        )
    }

    /// The product with at most `scale` fraction digits, rounded once from its 256-bit form.
    package func multiplied(
        by other: PreciseAmount,
        scale wanted: Int,
        rounding rule: RoundingRule,
    ) throws(NumberError) -> PreciseAmount {
        precondition((0...Self.largestScale).contains(wanted), "a scale is between 0 and 38")
        let surplus = scale + other.scale - wanted
        let product = WideProduct(coefficient.magnitude, times: other.coefficient.magnitude)
        if surplus > 0, let (magnitude, cutOff) = product.withoutLastDigits(surplus),
            magnitude < Self.limit
        {
            return try PreciseAmount(
                rounding: magnitude,
                cutOff,
                isNegative: isNegative != other.isNegative,
                scale: wanted,
                rule: rule
            )
        }
        // Nothing to round, or too long only because of zeros at its end.
        guard let exact = try? multiplied(by: other).normalized, exact.scale <= wanted
        else { throw .overflow }
        return exact
    }

    /// The same value with at most `scale` fraction digits.
    @inline(__always)
    package func rounded(toScale wanted: Int, _ rule: RoundingRule) -> PreciseAmount {
        precondition(wanted >= 0, "a scale is not negative")
        if scale <= wanted { return self }
        let divisor = PowersOfTen.power(scale &- wanted)
        let (quotient, remainder) = coefficient.magnitude.dividedQuickly(by: divisor)
        let grows = rule.growsMagnitude(
            isNegative: isNegative,
            isOdd: quotient & 1 == 1,
            cutOff: CutOff(remainder: remainder, of: divisor)
        )
        // At least one digit was cut off, so one more unit still fits.
        let magnitude = Int128(truncatingIfNeeded: grows ? quotient &+ 1 : quotient)
        return PreciseAmount(unchecked: isNegative ? 0 &- magnitude : magnitude, scale: wanted)
    }

    /// The quotient with at most `scale` fraction digits.
    package func divided(
        by divisor: PreciseAmount,
        scale wanted: Int,
        rounding rule: RoundingRule,
    ) throws(NumberError) -> PreciseAmount {
        precondition((0...Self.largestScale).contains(wanted), "a scale is between 0 and 38")
        guard !divisor.isZero else { throw .divisionByZero }
        let isNegative = isNegative != divisor.isNegative
        let exponent = wanted + divisor.scale - scale
        let (magnitude, cutOff) = try Self.quotient(
            coefficient.magnitude,
            over: divisor.coefficient.magnitude,
            timesTenTo: exponent
        )
        return try PreciseAmount(
            rounding: magnitude,
            cutOff,
            isNegative: isNegative,
            scale: wanted,
            rule: rule
        )
    }

    /// Whole-number quotient (cut off) and the exact remainder, which has the dividend's sign.
    package func quotientAndRemainder(
        dividingBy divisor: PreciseAmount,
    ) throws(NumberError) -> (quotient: PreciseAmount, remainder: PreciseAmount) {
        let quotient = try divided(by: divisor, scale: 0, rounding: .towardsZero)
        return (quotient, try subtracting(try quotient.multiplied(by: divisor)))
    }
}

extension PreciseAmount {
    private init(
        rounding magnitude: UInt128,
        _ cutOff: CutOff,
        isNegative: Bool,
        scale: Int,
        rule: RoundingRule,
    ) throws(NumberError) {
        let grows = rule.growsMagnitude(
            isNegative: isNegative,
            isOdd: magnitude & 1 == 1,
            cutOff: cutOff
        )
        guard magnitude < Self.limit else { throw .overflow }
        try self.init(
            magnitude: grows ? magnitude &+ 1 : magnitude,
            isNegative: isNegative,
            scale: scale
        )
    }

    /// The sum of two numbers of different scale, `coarse` having fewer fraction digits.
    @inline(__always)
    private static func aligned(
        _ coarse: PreciseAmount,
        to fine: PreciseAmount,
    ) throws(NumberError) -> PreciseAmount {
        if let widened = coarse.coefficient(atScale: fine.scale) {
            let (sum, overflow) = widened.addingReportingOverflow(fine.coefficient)
            if !overflow && sum.magnitude < limit {
                return PreciseAmount(unchecked: sum, scale: fine.scale)
            }
        }
        return try wideSum(coarse, fine)
    }

    /// The rare sum whose aligned form has too many digits: it may fit once zeros are dropped.
    private static func wideSum(
        _ coarse: PreciseAmount,
        _ fine: PreciseAmount,
    ) throws(NumberError) -> PreciseAmount {
        let power = PowersOfTen.power(fine.scale - coarse.scale)
        var larger = WideProduct(coarse.coefficient.magnitude, times: power)
        var smaller = WideProduct(fine.coefficient.magnitude, times: 1)
        var isNegative = coarse.isNegative
        if larger < smaller {
            swap(&larger, &smaller)
            isNegative = fine.isNegative
        }
        if coarse.isNegative == fine.isNegative {
            larger.add(smaller)
        } else {
            larger.subtract(smaller)
        }
        return try shortened(larger, isNegative: isNegative, scale: fine.scale)
    }

    /// The coefficient with zeros added up to `wanted` fraction digits, or nil if it is too large.
    @inline(__always)
    func coefficient(atScale wanted: Int) -> Int128? {
        let factor = PowersOfTen.power(wanted &- scale)
        let (magnitude, overflow) = coefficient.magnitude.multipliedReportingOverflow(by: factor)
        guard !overflow, magnitude < Self.limit else { return nil }
        let widened = Int128(truncatingIfNeeded: magnitude)
        return isNegative ? 0 &- widened : widened
    }

    /// Makes a product fit by dropping zeros at the end of its fraction.
    private static func shortened(
        _ product: WideProduct,
        isNegative: Bool,
        scale: Int,
    ) throws(NumberError) -> PreciseAmount {
        if product.high == 0 && product.low == 0 { return .zero }
        var product = product
        var scale = scale
        while product.high != 0 || product.low >= limit || scale > largestScale {
            guard scale > 0 else { throw .overflow }
            guard let tenth = product.tenth else { throw .inexact }
            product = tenth
            scale -= 1
        }
        return try PreciseAmount(magnitude: product.low, isNegative: isNegative, scale: scale)
    }

    /// `dividend` × 10^`exponent` / `divisor`, and what it cuts off.
    private static func quotient(
        _ dividend: UInt128,
        over divisor: UInt128,
        timesTenTo exponent: Int,
    ) throws(NumberError) -> (UInt128, CutOff) {
        if exponent < 0 {
            return quotient(dividend, over: divisor, andTenTo: -exponent)
        }
        let first = min(exponent, PowersOfTen.highestExponent)
        let product = WideProduct(dividend, times: PowersOfTen.power(first))
        guard var (quotient, remainder) = product.divided(by: divisor) else { throw .overflow }
        if exponent > first {
            // The second half of a long division: the remainder goes on with the digits left.
            let factor = PowersOfTen.power(exponent - first)
            let upper = WideProduct(quotient, times: factor)
            guard upper.high == 0 else { throw .overflow }
            guard let lower = WideProduct(remainder, times: factor).divided(by: divisor)
            else { throw .overflow }
            let (sum, overflow) = upper.low.addingReportingOverflow(lower.quotient)
            guard !overflow else { throw .overflow }
            (quotient, remainder) = (sum, lower.remainder)
        }
        return (quotient, CutOff(remainder: remainder, of: divisor))
    }

    /// `dividend` / (`divisor` × 10^`digits`), and what it cuts off.
    private static func quotient(
        _ dividend: UInt128,
        over divisor: UInt128,
        andTenTo digits: Int,
    ) -> (UInt128, CutOff) {
        let (first, remainder) = dividend.dividedQuickly(by: divisor)
        let power = PowersOfTen.power(digits)
        let (quotient, rest) = first.dividedQuickly(by: power)
        // The power is even, so a remainder of the first division never lifts «below half» to
        // half; it only lifts nothing and half by a little.
        let cutOff = CutOff(remainder: rest, of: power)
        return (quotient, remainder == 0 ? cutOff : cutOff.raised)
    }
}

extension CutOff {
    /// The same place, and a little more.
    var raised: CutOff {
        switch self {
        case .nothing, .belowHalf: .belowHalf
        case .half, .aboveHalf: .aboveHalf
        }
    }
}

extension WideProduct {
    /// The number without its last `count` digits (1 to 76), and what that cuts off.
    func withoutLastDigits(_ count: Int) -> (UInt128, CutOff)? {
        let firstCount = min(count, PowersOfTen.highestExponent)
        let power = PowersOfTen.power(firstCount)
        guard let first = divided(by: power) else { return nil }
        if count == firstCount {
            return (first.quotient, CutOff(remainder: first.remainder, of: power))
        }
        let rest = PowersOfTen.power(count - firstCount)
        let second = first.quotient.dividedQuickly(by: rest)
        let cutOff = CutOff(remainder: second.remainder, of: rest)
        return (second.quotient, first.remainder == 0 ? cutOff : cutOff.raised)
    }

    /// A tenth of the number, if that is a whole number.
    var tenth: WideProduct? {
        let (upper, carried) = high.dividedQuickly(by: 10)
        let lower = UInt128(10).dividingFullWidth((carried, low))
        guard lower.remainder == 0 else { return nil }
        var tenth = self
        tenth.high = upper
        tenth.low = lower.quotient
        return tenth
    }
}
