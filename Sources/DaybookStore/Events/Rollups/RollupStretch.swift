internal import DaybookCore

/// How long a stretch of time is that is rolled up: an hour, a day or a month of UTC.
enum RollupLevel: Int, CaseIterable {
    case hour, day, month

    /// The stretch of this level that an hour belongs to; hours are counted from 1970.
    func stretch(ofHour hour: Int64) -> RollupStretch {
        switch self {
        case .hour: return RollupStretch(hour: hour, end: hour + 1)
        case .day:
            let day = hour.floored(by: 24)
            return RollupStretch(hour: day * 24, end: day * 24 + 24)
        case .month:
            let day = Int(hour.floored(by: 24))
            guard let date = try? CivilDate(dayNumber: day),
                let first = CivilDate(year: date.year, month: date.month, day: 1)
            else { preconditionFailure("the hour of an event lies in the calendar") }
            let length = date.monthLength
            let start = Int64(first.dayNumber) * 24
            return RollupStretch(hour: start, end: start + Int64(length) * 24)
        }
    }

    /// What a stretch of this level is made of.
    var finer: RollupLevel? { RollupLevel(rawValue: rawValue - 1) }
}

/// Whose events cells hold.
enum RollupScope: Int, CaseIterable {
    /// Those of one subject each.
    case subject
    /// Those of all, under the subject 0: what is asked of everybody needs no more.
    case everybody

    static var allSubjects: Int64 { 0 }

    /// How the table of rollups calls a level of this scope.
    func code(_ level: RollupLevel) -> Int {
        rawValue * RollupLevel.allCases.count + level.rawValue
    }
}

/// A stretch of time in whole hours since 1970, the end not included.
struct RollupStretch: Hashable {
    let hour: Int64
    let end: Int64

    /// In microseconds since 1970.
    var start: Int64 { hour * Self.microsecondsInHour }
    var startInSeconds: Int64 { hour * 3600 }
    var endInSeconds: Int64 { end * 3600 }

    static var microsecondsInHour: Int64 { 3_600_000_000 }

    func contains(_ hour: Int64) -> Bool { self.hour <= hour && hour < end }

    /// From the start of an hour to that of the next.
    static func microseconds(ofHour hour: Int64) -> Range<Int64> {
        hour * microsecondsInHour..<(hour + 1) * microsecondsInHour
    }

    static func hour(of time: Int64) -> Int64 {
        time.floored(by: microsecondsInHour)
    }
}

extension Int64 {
    /// The quotient rounded toward minus infinity: also before 1970 an hour begins at its start.
    fileprivate func floored(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
