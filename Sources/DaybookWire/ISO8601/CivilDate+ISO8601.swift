package import DaybookCore

/// `2026-11-20`: four digits of the year, two each of month and day.
extension CivilDate: ISO8601Text {
    package static func readISO8601(
        _ bytes: borrowing Span<UInt8>,
        at offset: inout Int,
    ) throws(ISO8601Error) -> CivilDate {
        let start = offset
        let century = try readTwoDigits(bytes, at: &offset)
        let year = try century * 100 + readTwoDigits(bytes, at: &offset)
        try read("-", in: bytes, at: &offset)
        let month = try readTwoDigits(bytes, at: &offset)
        try read("-", in: bytes, at: &offset)
        let day = try readTwoDigits(bytes, at: &offset)
        guard let date = CivilDate(year: year, month: month, day: day) else {
            throw refusal(year: year, month: month, day: day, at: start)
        }
        return date
    }

    package func appendISO8601(to output: inout [UInt8]) {
        let (year, month, day) = components
        appendTwoDigits(year / 100, to: &output)
        appendTwoDigits(year % 100, to: &output)
        output.append(UInt8(ascii: "-"))
        appendTwoDigits(month, to: &output)
        output.append(UInt8(ascii: "-"))
        appendTwoDigits(day, to: &output)
    }
}

/// Which of the three numbers the calendar does not have.
@inline(never)
private func refusal(year: Int, month: Int, day: Int, at start: Int) -> ISO8601Error {
    if year == 0 {
        return ISO8601Error(at: start, found: "year 0", expected: "a year from 0001 to 9999")
    }
    guard let first = CivilDate(year: year, month: month, day: 1) else {
        return ISO8601Error(
            at: start + 5,
            found: "month \(month)",
            expected: "a month from 01 to 12",
        )
    }
    return ISO8601Error(
        at: start + 8,
        found: "day \(day)",
        expected: "a day from 01 to \(first.monthLength)",
    )
}
