/// A sum of exact numbers that never overflows on its way: 384 bits that count units of 10^-38.
///
/// A sum in 38 digits may fail at one order of its terms and succeed at another, where a negative
/// one comes early. Here only the end result can be too long, so no order and no partition shows.
struct WideTotal: Hashable, Sendable {
    /// Two's complement, from the lowest bits to the highest.
    var low: UInt128 = 0
    var middle: UInt128 = 0
    var high: UInt128 = 0

    /// Adds a number, `factor` times. With 2^63 terms of 38 digits each times 64 bits there is
    /// still room.
    mutating func add(_ amount: PreciseAmount, times factor: Int64 = 1) {
        let isNegative = amount.isNegative != (factor < 0)
        let power = PowersOfTen.power(PreciseAmount.largestScale - amount.scale)
        var units = WideTotal()
        if factor == 1 {
            (units.middle, units.low) = amount.coefficient.magnitude.multipliedFullWidth(by: power)
        } else {
            let times = WideProduct(amount.coefficient.magnitude, times: UInt128(factor.magnitude))
            units = WideTotal(times.low, times.high, times: power)
        }
        if isNegative { subtract(units) } else { add(units) }
    }

    mutating func add(_ other: WideTotal) {
        let (lowSum, lowCarry) = low.addingReportingOverflow(other.low)
        let (middleSum, carry) = middle.addingReportingOverflow(other.middle)
        let (carried, secondCarry) = middleSum.addingReportingOverflow(lowCarry ? 1 : 0)
        (low, middle) = (lowSum, carried)
        high = high &+ other.high &+ (carry || secondCarry ? 1 : 0)
    }

    mutating func subtract(_ other: WideTotal) {
        add(other.negated)
    }

    func times(_ factor: Int64) -> WideTotal {
        let (number, multiplier) = (magnitude, UInt128(factor.magnitude))
        var product = WideTotal(number.low, number.middle, times: multiplier)
        product.high = product.high &+ number.high &* multiplier
        return isNegative != (factor < 0) ? product.negated : product
    }

    /// The sum, without zeros at the end of its fraction.
    func amount() throws(NumberError) -> PreciseAmount {
        var rest = magnitude
        var scale = PreciseAmount.largestScale
        // Zeros go in large steps, so that a whole number takes four divisions and not 38. What
        // ends in so many zeros ends in as many zero bits: most steps too many need no division.
        for digits in [19, 8, 4, 2, 1] {
            while scale >= digits, rest.low.trailingZeroBitCount >= digits,
                let shorter = rest.withoutZeros(digits)
            {
                rest = shorter
                scale -= digits
            }
        }
        guard rest.middle == 0, rest.high == 0, rest.low < PreciseAmount.limit else {
            throw scale == 0 ? .overflow : .inexact
        }
        return try PreciseAmount(magnitude: rest.low, isNegative: isNegative, scale: scale)
    }
}

extension WideTotal {
    /// 256 bits times 128.
    private init(_ lowPart: UInt128, _ highPart: UInt128, times factor: UInt128) {
        let lower = lowPart.multipliedFullWidth(by: factor)
        let upper = highPart.multipliedFullWidth(by: factor)
        low = lower.low
        let (sum, carry) = lower.high.addingReportingOverflow(upper.low)
        middle = sum
        high = upper.high &+ (carry ? 1 : 0)
    }

    private var isNegative: Bool { high >> 127 == 1 }

    private var negated: WideTotal {
        var opposite = WideTotal()
        (opposite.low, opposite.middle, opposite.high) = (~low, ~middle, ~high)
        var one = WideTotal()
        one.low = 1
        opposite.add(one)
        return opposite
    }

    private var magnitude: WideTotal { isNegative ? negated : self }

    /// The quotient by 10^`digits`, at most 19, or nil where that leaves a remainder.
    private func withoutZeros(_ digits: Int) -> WideTotal? {
        if self == WideTotal() { return self }
        let divisor = UInt64(truncatingIfNeeded: PowersOfTen.power(digits))
        var quotient = WideTotal()
        var remainder: UInt64 = 0
        if high != 0 { quotient.high = Self.divide(high, by: divisor, &remainder) }
        if high != 0 || middle != 0 {
            quotient.middle = Self.divide(middle, by: divisor, &remainder)
        }
        quotient.low = Self.divide(low, by: divisor, &remainder)
        return remainder == 0 ? quotient : nil
    }

    /// One step of a long division, in two halves that the processor divides itself.
    private static func divide(
        _ part: UInt128,
        by divisor: UInt64,
        _ remainder: inout UInt64,
    ) -> UInt128 {
        let (upper, rest) = divisor.dividingFullWidth(
            (remainder, UInt64(truncatingIfNeeded: part >> 64))
        )
        let (lower, last) = divisor.dividingFullWidth((rest, UInt64(truncatingIfNeeded: part)))
        remainder = last
        return UInt128(upper) << 64 | UInt128(lower)
    }
}
