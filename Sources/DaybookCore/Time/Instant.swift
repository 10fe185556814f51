/// A point in time, in UTC, to the microsecond, within the years 0001 to 9999.
package struct Instant: Comparable, Hashable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    package let microseconds: Int64

    /// 1970-01-01T00:00:00Z.
    package static let epoch = Instant(inRange: 0)
    /// 0001-01-01T00:00:00Z.
    package static let earliest = Instant(inRange: supportedMicroseconds.lowerBound)
    /// 9999-12-31T23:59:59.999999Z.
    package static let latest = Instant(inRange: supportedMicroseconds.upperBound)

    /// The instant that many microseconds after 1970-01-01T00:00:00Z.
    package init(microseconds: Int64) throws(TimeError) {
        guard supportedMicroseconds.contains(microseconds) else { throw .instantOutOfRange }
        self.microseconds = microseconds
    }

    /// The instant that many milliseconds after 1970-01-01T00:00:00Z.
    package init(milliseconds: Int64) throws(TimeError) {
        let factor = Microseconds.inMillisecond
        try self.init(microseconds: milliseconds.times(factor, orThrow: .instantOutOfRange))
    }

    /// The instant that many seconds after 1970-01-01T00:00:00Z.
    package init(seconds: Int64) throws(TimeError) {
        let factor = Microseconds.inSecond
        try self.init(microseconds: seconds.times(factor, orThrow: .instantOutOfRange))
    }

    private init(inRange microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Whole milliseconds since 1970-01-01T00:00:00Z, rounded down.
    package var milliseconds: Int64 {
        microseconds.floored(by: Microseconds.inMillisecond).quotient
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    package var seconds: Int64 { microseconds.floored(by: Microseconds.inSecond).quotient }

    /// The instant that many microseconds later, or earlier where they are negative.
    package func adding(microseconds more: Int64) throws(TimeError) -> Instant {
        try Instant(microseconds: microseconds.plus(more, orThrow: .instantOutOfRange))
    }

    /// Microseconds from another instant to this one. The range of years keeps it in 64 bits.
    package func microseconds(since other: Instant) -> Int64 {
        microseconds - other.microseconds
    }

    /// This instant or the last one before it that is a whole multiple of the unit since 1970.
    package func truncated(toMicroseconds unit: Int64) -> Instant {
        precondition(unit > 0, "an instant is truncated to a unit above zero")
        let remainder = microseconds.floored(by: unit).remainder
        return max(.earliest, Instant(inRange: microseconds - remainder))
    }

    package static func < (left: Instant, right: Instant) -> Bool {
        left.microseconds < right.microseconds
    }
}

/// 0001-01-01 to the end of 9999-12-31, for instants and for local times. Literals, because a
/// global that is computed would be checked for being there on each use.
let supportedMicroseconds: ClosedRange<Int64> =
    -62_135_596_800_000_000...253_402_300_799_999_999
