/// How many microseconds the exact units have. A day here is a day of UTC, without leap seconds.
/// Computed and inlinable: to other modules a stored constant would be a call.
package enum Microseconds {
    @inlinable package static var inMillisecond: Int64 { 1_000 }
    @inlinable package static var inSecond: Int64 { 1_000_000 }
    @inlinable package static var inMinute: Int64 { 60 * inSecond }
    @inlinable package static var inHour: Int64 { 60 * inMinute }
    @inlinable package static var inDay: Int64 { 24 * inHour }
}

extension FixedWidthInteger {
    /// Quotient and remainder rounded toward minus infinity: the remainder is never negative,
    /// so that instants before 1970 fall into the right second and day.
    func floored(by divisor: Self) -> (quotient: Self, remainder: Self) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    /// The product, or the given error where it does not fit.
    func times(_ factor: Self, orThrow error: TimeError) throws(TimeError) -> Self {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        guard !overflow else { throw error }
        return product
    }

    /// The sum, or the given error where it does not fit.
    func plus(_ other: Self, orThrow error: TimeError) throws(TimeError) -> Self {
        let (sum, overflow) = addingReportingOverflow(other)
        guard !overflow else { throw error }
        return sum
    }
}
