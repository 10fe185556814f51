import DaybookCore

/// Reads the rule at the end of a zone file, a POSIX `TZ` string: `CET-1CEST,M3.5.0,M10.5.0/3`.
///
/// Also what RFC 9636 adds: names in angle brackets, and times from -167 to 167 hours.
struct ZoneRuleReader {
    private var offset: Int
    private let end: Int

    init(offset: Int, end: Int) {
        self.offset = offset
        self.end = end
    }

    mutating func readTail(_ bytes: borrowing Span<UInt8>) throws(ZoneFileError) -> ZoneTail {
        let standardName = try readName(bytes)
        let standardWest = try readTime(bytes, maximumHours: 24)
        let standard = phase(standardName, west: standardWest, isDaylight: false)
        if offset == end { return ZoneTail(standard: standard, daylight: nil) }
        let daylightName = try readName(bytes)
        // Without an offset of its own daylight time is one hour ahead, so less far west.
        var daylightWest = standardWest - 3_600
        if offset < end, bytes[offset] != UInt8(ascii: ",") {
            daylightWest = try readTime(bytes, maximumHours: 24)
        }
        try read(",", in: bytes)
        let begins = try readMoment(bytes)
        try read(",", in: bytes)
        let ends = try readMoment(bytes)
        guard offset == end else { throw refusal("the end of the rule") }
        let daylight = ZoneTail.Daylight(
            phase: phase(daylightName, west: daylightWest, isDaylight: true),
            begins: begins,
            ends: ends,
        )
        return ZoneTail(standard: standard, daylight: daylight)
    }

    /// POSIX counts offsets to the west of Greenwich, everyone else to the east.
    private func phase(_ name: String, west: Int, isDaylight: Bool) -> ZonePhase {
        ZonePhase(offsetSeconds: Int32(-west), isDaylight: isDaylight, abbreviation: name)
    }

    /// `CET`, or `<+03>` where the name is not of letters.
    private mutating func readName(
        _ bytes: borrowing Span<UInt8>
    ) throws(ZoneFileError) -> String {
        let isQuoted = offset < end && bytes[offset] == UInt8(ascii: "<")
        if isQuoted { offset += 1 }
        var characters: [UInt8] = []
        while offset < end, isNamePart(bytes[offset], isQuoted: isQuoted) {
            characters.append(bytes[offset])
            offset += 1
        }
        guard characters.count >= 3 else { throw refusal("a name of three letters or more") }
        if isQuoted { try read(">", in: bytes) }
        return String(decoding: characters, as: UTF8.self)
    }

    private func isNamePart(_ byte: UInt8, isQuoted: Bool) -> Bool {
        let isLetter = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
        if !isQuoted || isLetter { return isLetter }
        return UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
            || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
    }

    /// Hours, with minutes and seconds where they are given, and a sign, as seconds.
    private mutating func readTime(
        _ bytes: borrowing Span<UInt8>,
        maximumHours: Int,
    ) throws(ZoneFileError) -> Int {
        let isNegative = offset < end && bytes[offset] == UInt8(ascii: "-")
        if isNegative || (offset < end && bytes[offset] == UInt8(ascii: "+")) { offset += 1 }
        var seconds = try readNumber(bytes, in: 0...maximumHours) * 3_600
        for unit in [60, 1] {
            guard offset < end, bytes[offset] == UInt8(ascii: ":") else { break }
            offset += 1
            seconds += try readNumber(bytes, in: 0...59) * unit
        }
        return isNegative ? -seconds : seconds
    }

    /// A day in one of its three forms, with a time unless it is two o'clock.
    private mutating func readMoment(
        _ bytes: borrowing Span<UInt8>
    ) throws(ZoneFileError) -> YearlyMoment {
        let day = try readDay(bytes)
        var seconds = 2 * 3_600
        if offset < end, bytes[offset] == UInt8(ascii: "/") {
            offset += 1
            seconds = try readTime(bytes, maximumHours: 167)
        }
        return YearlyMoment(day: day, secondOfDay: Int32(seconds))
    }

    private mutating func readDay(
        _ bytes: borrowing Span<UInt8>
    ) throws(ZoneFileError) -> YearlyMoment.Day {
        guard offset < end else { throw refusal("a day: 'M', 'J' or a number") }
        switch bytes[offset] {
        case UInt8(ascii: "J"):
            offset += 1
            return .ofCommonYear(try readNumber(bytes, in: 1...365))
        case UInt8(ascii: "M"):
            offset += 1
            let month = try readNumber(bytes, in: 1...12)
            try read(".", in: bytes)
            let week = try readNumber(bytes, in: 1...5)
            try read(".", in: bytes)
            let fromSunday = try readNumber(bytes, in: 0...6)
            guard let weekday = Weekday(rawValue: fromSunday == 0 ? 7 : fromSunday) else {
                throw refusal("a day of the week from 0 to 6")
            }
            return .weekday(weekday, week: week, month: month)
        case _:
            return .ofYear(try readNumber(bytes, in: 0...365))
        }
    }

    private mutating func readNumber(
        _ bytes: borrowing Span<UInt8>,
        in range: ClosedRange<Int>,
    ) throws(ZoneFileError) -> Int {
        let start = offset
        var number = 0
        while offset < end, isDigit(in: bytes, at: offset), offset - start < 3 {
            number = number * 10 + Int(bytes[offset] - UInt8(ascii: "0"))
            offset += 1
        }
        guard offset > start, range.contains(number) else {
            offset = start
            throw refusal("a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private mutating func read(
        _ character: Unicode.Scalar,
        in bytes: borrowing Span<UInt8>,
    ) throws(ZoneFileError) {
        guard offset < end, bytes[offset] == UInt8(ascii: character) else {
            throw refusal("'\(character)'")
        }
        offset += 1
    }

    private func refusal(_ expected: String) -> ZoneFileError {
        ZoneFileError(.badRule(expected: expected), at: offset)
    }
}
