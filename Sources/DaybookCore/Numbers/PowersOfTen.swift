/// Powers of ten up to the 38 digits that a coefficient may have.
enum PowersOfTen {
    static let highestExponent = 38

    /// 10 to the power of `exponent`, from 0 to 38.
    @inline(__always)
    static func power(_ exponent: Int) -> UInt128 {
        precondition(exponent >= 0 && exponent <= highestExponent, "powers of ten end at 38")
        if exponent <= 19 { return UInt128(small[exponent]) }
        return UInt128(small[19]) &* UInt128(small[exponent &- 19])
    }

    /// 10^0 … 10^19: all that fit into 64 bits.
    static let small: InlineArray<20, UInt64> = [
        1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
        10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000,
        100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
        100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ]
}
