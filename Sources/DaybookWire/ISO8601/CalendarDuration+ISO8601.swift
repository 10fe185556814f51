package import DaybookCore

/// `P1Y2M3W4DT5H6M7.5S`: any of the parts, in that order, the seconds with a fraction.
extension CalendarDuration: ISO8601Text {
    package static func readISO8601(
        _ bytes: borrowing Span<UInt8>,
        at offset: inout Int,
    ) throws(ISO8601Error) -> CalendarDuration {
        let start = offset
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "-") {
            throw ISO8601Error(in: bytes, at: offset, expected: "'P' (durations have no sign)")
        }
        try read("P", in: bytes, at: &offset)
        var reader = DurationReader()
        while try reader.readPart(bytes, at: &offset) {}
        do {
            return try reader.duration
        } catch {
            throw ISO8601Error(
                at: start,
                found: "a duration too long",
                expected: "one that can be counted in microseconds",
            )
        }
    }

    package func appendISO8601(to output: inout [UInt8]) {
        output.append(UInt8(ascii: "P"))
        append(years, "Y", to: &output)
        append(months, "M", to: &output)
        append(weeks, "W", to: &output)
        append(days, "D", to: &output)
        // A duration needs one part at least, and zero has none other than this.
        if !hasExactPart && hasCalendarPart { return }
        output.append(UInt8(ascii: "T"))
        append(hours, "H", to: &output)
        append(minutes, "M", to: &output)
        if seconds != 0 || microseconds != 0 || !hasExactPart { appendSeconds(to: &output) }
    }

    private func append(_ count: Int, _ unit: Unicode.Scalar, to output: inout [UInt8]) {
        if count == 0 { return }
        output.append(contentsOf: String(count).utf8)
        output.append(UInt8(ascii: unit))
    }

    /// Seconds with the digits of the fraction up to the last that is not zero.
    private func appendSeconds(to output: inout [UInt8]) {
        output.append(contentsOf: String(seconds).utf8)
        if microseconds != 0 {
            output.append(UInt8(ascii: "."))
            appendFraction(microseconds, to: &output)
            while output.last == UInt8(ascii: "0") { output.removeLast() }
        }
        output.append(UInt8(ascii: "S"))
    }
}

/// Gathers the parts of a duration and keeps their order.
private struct DurationReader {
    private enum Unit: Int {
        case years, months, weeks, days, hours, minutes, seconds
    }

    private var counts: InlineArray<7, Int> = .init(repeating: 0)
    private var microseconds: Int64 = 0
    /// The least unit that may still come.
    private var nextUnit = 0
    private var isInTime = false
    private var needsPart = true

    var duration: CalendarDuration {
        get throws(TimeError) {
            try CalendarDuration(
                years: counts[0],
                months: counts[1],
                weeks: counts[2],
                days: counts[3],
                hours: counts[4],
                minutes: counts[5],
                seconds: counts[6],
                microseconds: Int(microseconds),
            )
        }
    }

    /// Reads one number with its unit, after the `T` if there is one. False where none follows.
    mutating func readPart(
        _ bytes: borrowing Span<UInt8>,
        at offset: inout Int,
    ) throws(ISO8601Error) -> Bool {
        if !isInTime, offset < bytes.count, bytes[offset] == UInt8(ascii: "T") {
            offset += 1
            (isInTime, needsPart, nextUnit) = (true, true, Unit.hours.rawValue)
        }
        guard isDigit(in: bytes, at: offset) else {
            if needsPart { throw ISO8601Error(in: bytes, at: offset, expected: expectation) }
            return false
        }
        guard !letters.isEmpty else {
            let expected = isInTime ? "the end" : "'T' or the end"
            throw ISO8601Error(in: bytes, at: offset, expected: expected)
        }
        let count = try readCount(bytes, at: &offset)
        let fractionOffset = offset
        let fraction = try readFraction(bytes, at: &offset)
        let unit = try readUnit(bytes, at: &offset)
        if unit == .seconds {
            microseconds = fraction
        } else if bytes[fractionOffset] == UInt8(ascii: ".") {
            throw ISO8601Error(
                in: bytes,
                at: fractionOffset,
                expected: "a unit (only seconds have a fraction)",
            )
        }
        counts[unit.rawValue] = count
        (nextUnit, needsPart) = (unit.rawValue + 1, false)
        return true
    }

    private func readCount(
        _ bytes: borrowing Span<UInt8>,
        at offset: inout Int,
    ) throws(ISO8601Error) -> Int {
        let start = offset
        var count = 0
        while isDigit(in: bytes, at: offset) {
            // Eighteen digits always fit, and no count needs as many.
            guard offset - start < 18 else {
                throw ISO8601Error(in: bytes, at: offset, expected: "at most 18 digits")
            }
            count = try count * 10 + readDigit(bytes, at: &offset)
        }
        return count
    }

    private func readUnit(
        _ bytes: borrowing Span<UInt8>,
        at offset: inout Int,
    ) throws(ISO8601Error) -> Unit {
        guard offset < bytes.count, let unit = unit(bytes[offset]), unit.rawValue >= nextUnit
        else {
            let expected = "one of the units " + letters.joined(separator: ", ")
            throw ISO8601Error(in: bytes, at: offset, expected: expected)
        }
        offset += 1
        return unit
    }

    private func unit(_ letter: UInt8) -> Unit? {
        switch (isInTime, letter) {
        case (false, UInt8(ascii: "Y")): .years
        case (false, UInt8(ascii: "M")): .months
        case (false, UInt8(ascii: "W")): .weeks
        case (false, UInt8(ascii: "D")): .days
        case (true, UInt8(ascii: "H")): .hours
        case (true, UInt8(ascii: "M")): .minutes
        case (true, UInt8(ascii: "S")): .seconds
        case (_, _): nil
        }
    }

    private var expectation: String {
        isInTime ? "a number of hours, minutes or seconds" : "a number, or 'T' before a time"
    }

    /// The units that may still follow, in their order.
    private var letters: ArraySlice<String> {
        isInTime
            ? ["H", "M", "S"].dropFirst(nextUnit - 4) : ["Y", "M", "W", "D"].dropFirst(nextUnit)
    }
}
