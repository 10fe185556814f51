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

extension TimeError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .instantOutOfRange: "a time would lie outside the years 0001 to 9999"
        case .dateOutOfRange: "a day would lie outside the years 0001 to 9999"
        case .noSuchDate(let year, let month, let day):
            "the calendar has no day \(day) of month \(month) in the year \(year)"
        case .noSuchTimeOfDay: "the day has no such time"
        case .negativeDuration: "a part of a duration is below zero"
        case .durationOutOfRange: "a duration is too long to be counted"
        case .intervalNotPositive: "what recurs needs an interval above zero"
        case .durationHasTimeOfDay: "hours and smaller units mean nothing to a day"
        case .periodReversed: "a period would end before it begins"
        }
    }
}
