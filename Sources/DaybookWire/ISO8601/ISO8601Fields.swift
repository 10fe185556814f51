// The parts that dates and times are read and written by. Each reader begins at `offset` and
// moves it behind what it read; where it fails, the offset of the error is that of the field.

/// A number of exactly two digits within bounds.
@inline(__always)
func readTwoDigits(
    _ bytes: borrowing Span<UInt8>,
    at offset: inout Int,
) throws(ISO8601Error) -> Int {
    let tens = try readDigit(bytes, at: &offset)
    return try tens * 10 + readDigit(bytes, at: &offset)
}

@inline(__always)
func readDigit(
    _ bytes: borrowing Span<UInt8>,
    at offset: inout Int,
) throws(ISO8601Error) -> Int {
    guard offset < bytes.count else {
        throw ISO8601Error(in: bytes, at: offset, expected: "a digit")
    }
    let digit = bytes[offset] &- UInt8(ascii: "0")
    guard digit <= 9 else { throw ISO8601Error(in: bytes, at: offset, expected: "a digit") }
    offset += 1
    return Int(digit)
}

@inline(__always)
func read(
    _ character: Unicode.Scalar,
    in bytes: borrowing Span<UInt8>,
    at offset: inout Int,
) throws(ISO8601Error) {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: character) else {
        throw ISO8601Error(in: bytes, at: offset, expected: "'\(character)'")
    }
    offset += 1
}

/// Whether a digit stands at the offset.
@inline(__always)
func isDigit(in bytes: borrowing Span<UInt8>, at offset: Int) -> Bool {
    offset < bytes.count && bytes[offset] &- UInt8(ascii: "0") <= 9
}

/// Hours, minutes, seconds and an optional fraction, as microseconds of the day.
@inline(__always)
func readTimeOfDay(
    _ bytes: borrowing Span<UInt8>,
    at offset: inout Int,
) throws(ISO8601Error) -> Int64 {
    let start = offset
    let hour = try readTwoDigits(bytes, at: &offset)
    guard hour < 24 else { throw hourRefused(hour, at: start) }
    try read(":", in: bytes, at: &offset)
    let minute = try readTwoDigits(bytes, at: &offset)
    guard minute < 60 else {
        throw ISO8601Error(
            at: offset - 2,
            found: "minute \(minute)",
            expected: "a minute from 00 to 59",
        )
    }
    try read(":", in: bytes, at: &offset)
    let second = try readTwoDigits(bytes, at: &offset)
    guard second < 60 else { throw secondRefused(second, at: offset - 2) }
    let seconds = Int64((hour * 60 + minute) * 60 + second)
    return try seconds * 1_000_000 + readFraction(bytes, at: &offset)
}

/// A dot and one digit or more, as microseconds, or nothing. Finer digits are read and dropped.
@inline(__always)
func readFraction(
    _ bytes: borrowing Span<UInt8>,
    at offset: inout Int,
) throws(ISO8601Error) -> Int64 {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: ".") else { return 0 }
    offset += 1
    var microseconds = try Int64(readDigit(bytes, at: &offset))
    var missing = 5
    while isDigit(in: bytes, at: offset) {
        if missing > 0 {
            microseconds = microseconds * 10 + Int64(bytes[offset] &- UInt8(ascii: "0"))
            missing -= 1
        }
        offset += 1
    }
    for _ in 0..<missing { microseconds *= 10 }
    return microseconds
}

@inline(never)
private func hourRefused(_ hour: Int, at offset: Int) -> ISO8601Error {
    let hint = hour == 24 ? " (midnight is 00:00 of the next day)" : ""
    return ISO8601Error(
        at: offset,
        found: "hour \(hour)",
        expected: "an hour from 00 to 23" + hint,
    )
}

@inline(never)
private func secondRefused(_ second: Int, at offset: Int) -> ISO8601Error {
    let hint = second == 60 ? " (leap seconds are not counted)" : ""
    return ISO8601Error(
        at: offset,
        found: "second \(second)",
        expected: "a second from 00 to 59" + hint,
    )
}

/// A number below 100 with two digits.
@inline(__always)
func appendTwoDigits(_ number: Int, to output: inout [UInt8]) {
    let number = UInt8(truncatingIfNeeded: number)
    output.append(UInt8(ascii: "0") &+ number / 10)
    output.append(UInt8(ascii: "0") &+ number % 10)
}

/// Millionths as six digits, or as three where that says it all.
func appendFraction(_ microseconds: Int, to output: inout [UInt8]) {
    let (thousandths, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000)
    output.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: thousandths / 100))
    appendTwoDigits(thousandths % 100, to: &output)
    if rest == 0 { return }
    output.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest / 100))
    appendTwoDigits(rest % 100, to: &output)
}

/// A time of day with as many digits of the fraction as it needs: none, three or six.
func appendTimeOfDay(_ microsecondOfDay: Int64, to output: inout [UInt8]) {
    let (seconds, fraction) = Int(microsecondOfDay).quotientAndRemainder(dividingBy: 1_000_000)
    appendTwoDigits(seconds / 3_600, to: &output)
    output.append(UInt8(ascii: ":"))
    appendTwoDigits(seconds / 60 % 60, to: &output)
    output.append(UInt8(ascii: ":"))
    appendTwoDigits(seconds % 60, to: &output)
    if fraction == 0 { return }
    output.append(UInt8(ascii: "."))
    appendFraction(fraction, to: &output)
}
