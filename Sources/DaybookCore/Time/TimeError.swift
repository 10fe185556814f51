/// Why a date, an instant, a duration or a recurrence cannot be had.
package enum TimeError: Error, Hashable, Sendable {
    /// The result lies outside the years 0001 to 9999.
    case instantOutOfRange
    /// The result lies outside the years 0001 to 9999.
    case dateOutOfRange
    /// The calendar has no such day, 30 February for one.
    case noSuchDate(year: Int, month: Int, day: Int)
    /// The day has no such time, 24:00 for one.
    case noSuchTimeOfDay
    /// A part of a duration is below zero.
    case negativeDuration
    /// A duration is too long to be counted in 64 bits.
    case durationOutOfRange
    /// A recurrence whose interval is zero would never advance.
    case intervalNotPositive
    /// Hours and smaller units mean nothing to a civil date.
    case durationHasTimeOfDay
    /// A period would end before it begins.
    case periodReversed
}
