/// A product of two 128-bit magnitudes: 256 bits, so that nothing is lost before the rounding.
struct WideProduct: Equatable {
    var high: UInt128
    var low: UInt128

    @inline(__always)
    init(_ one: UInt128, times other: UInt128) {
        (high, low) = one.multipliedFullWidth(by: other)
    }

    /// Adds another number; both stay below 10^77, so 256 bits always hold the sum.
    mutating func add(_ other: WideProduct) {
        let (sum, carried) = low.addingReportingOverflow(other.low)
        low = sum
        high = high &+ other.high &+ (carried ? 1 : 0)
    }

    /// Subtracts a number that is not larger.
    mutating func subtract(_ other: WideProduct) {
        let (difference, borrowed) = low.subtractingReportingOverflow(other.low)
        low = difference
        high = high &- other.high &- (borrowed ? 1 : 0)
    }

    /// Quotient and remainder, or nil when the quotient does not fit into 128 bits.
    @inline(__always)
    func divided(by divisor: UInt128) -> (quotient: UInt128, remainder: UInt128)? {
        if high == 0 {
            return low.dividedQuickly(by: divisor)
        }
        if high >= divisor { return nil }
        return divisor.dividingFullWidth((high, low))
    }
}

extension WideProduct: Comparable {
    static func < (one: WideProduct, other: WideProduct) -> Bool {
        one.high == other.high ? one.low < other.low : one.high < other.high
    }
}

extension UInt128 {
    /// Division that takes the short way where both sides fit into 64 bits, as they mostly do.
    @inline(__always)
    func dividedQuickly(by divisor: UInt128) -> (quotient: UInt128, remainder: UInt128) {
        if let wide = UInt64(exactly: divisor) {
            let high = UInt64(truncatingIfNeeded: self >> 64)
            let low = UInt64(truncatingIfNeeded: self)
            if high == 0 {
                let (quotient, remainder) = low.quotientAndRemainder(dividingBy: wide)
                return (UInt128(quotient), UInt128(remainder))
            }
            let (upper, carried) = high.quotientAndRemainder(dividingBy: wide)
            let (lower, remainder) = wide.dividingFullWidth((carried, low))
            return (UInt128(upper) << 64 | UInt128(lower), UInt128(remainder))
        }
        return quotientAndRemainder(dividingBy: divisor)
    }
}
