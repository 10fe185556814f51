package import DaybookCore

/// `2026-11-20T10:00:00`: a date and a time of day without an offset.
extension LocalTime: ISO8601Text {
    package static func readISO8601(
        _ bytes: borrowing Span<UInt8>,
        at offset: inout Int,
    ) throws(ISO8601Error) -> LocalTime {
        let microseconds = try readLocalMicroseconds(bytes, at: &offset)
        guard let time = try? LocalTime(microseconds: microseconds) else {
            preconditionFailure("a date in range with a time of day is in range")
        }
        return time
    }

    package func appendISO8601(to output: inout [UInt8]) {
        date.appendISO8601(to: &output)
        output.append(UInt8(ascii: "T"))
        appendTimeOfDay(microsecondOfDay, to: &output)
    }
}

/// Microseconds since 1970 on the local clock, in the range that a `LocalTime` has.
@inline(__always)
func readLocalMicroseconds(
    _ bytes: borrowing Span<UInt8>,
    at offset: inout Int,
) throws(ISO8601Error) -> Int64 {
    guard let seconds = wellFormedSeconds(bytes, at: offset) else {
        return try readFieldByField(bytes, at: &offset)
    }
    offset += wellFormedLength
    return try seconds * Microseconds.inSecond + readFraction(bytes, at: &offset)
}

/// The length of `2026-11-20T10:00:00`.
private let wellFormedLength = 19

/// Seconds since 1970 on the local clock, or nil if anything at all is wrong.
///
/// Nearly every text is right: eight bytes are tested and turned into numbers in one go. The
/// reader that goes field by field finds out what is wrong.
@inline(__always)
private func wellFormedSeconds(_ bytes: borrowing Span<UInt8>, at offset: Int) -> Int64? {
    let text = bytes.extracting(droppingFirst: offset).extracting(first: wellFormedLength)
    // After this test the compiler knows that every place below is within the text.
    guard text.count == wellFormedLength else { return nil }
    let date = FixedForm.date.numbers(in: eightBytes(of: text, at: 0))
    let time = FixedForm.time.numbers(in: eightBytes(of: text, at: 8))
    let tens = text[17] &- UInt8(ascii: "0")
    let ones = text[18] &- UInt8(ascii: "0")
    guard let date, let time, text[16] == UInt8(ascii: ":"), tens < 6, ones <= 9 else { return nil }
    let year = byte(0, of: date) * 100 + byte(2, of: date)
    let hour = byte(3, of: time)
    let minute = byte(6, of: time)
    guard hour < 24, minute < 60,
        let day = CivilDate(year: year, month: byte(5, of: date), day: byte(0, of: time))
    else { return nil }
    let second = Int(tens) * 10 + Int(ones)
    return Int64(day.dayNumber) * 86_400 + Int64((hour * 60 + minute) * 60 + second)
}

/// Eight bytes of a text in which each place is either a digit or one certain character.
private struct FixedForm {
    /// The text with zeros for its digits.
    private let pattern: UInt64
    /// Bits that have to agree with the pattern: four of a digit, all of any other character.
    private let fixedBits: UInt64
    /// Six where there is a digit: 10 to 15 then carry into the upper four bits.
    private let sixes: UInt64

    /// `0000-00-`, the last byte first as in memory of this machine, and so below.
    static let date = FixedForm(
        pattern: 0x2d_30_30_2d_30_30_30_30,
        fixedBits: 0xff_f0_f0_ff_f0_f0_f0_f0,
        sixes: 0x00_06_06_00_06_06_06_06,
    )
    /// `00T00:00`, and RFC 3339 lets the letter be small, which is one bit.
    static let time = FixedForm(
        pattern: 0x30_30_3a_30_30_54_30_30,
        fixedBits: 0xf0_f0_ff_f0_f0_df_f0_f0,
        sixes: 0x06_06_00_06_06_00_06_06,
    )

    /// In each byte ten times its digit and the digit after it, or nil where the form is broken.
    @inline(__always)
    func numbers(in bytes: UInt64) -> UInt64? {
        let rest = bytes ^ pattern
        guard (rest | (rest &+ sixes)) & fixedBits == 0 else { return nil }
        let digits = rest & 0x0f0f_0f0f_0f0f_0f0f
        return digits &* 10 &+ digits >> 8
    }
}

/// The compiler makes one load of these eight.
@inline(__always)
private func eightBytes(of text: borrowing Span<UInt8>, at offset: Int) -> UInt64 {
    var bytes: UInt64 = 0
    for place in 0..<8 { bytes |= UInt64(text[offset + place]) << UInt64(8 * place) }
    return bytes
}

@inline(__always)
private func byte(_ place: Int, of bytes: UInt64) -> Int {
    Int(bytes >> UInt64(8 * place) & 0xff)
}

@inline(never)
private func readFieldByField(
    _ bytes: borrowing Span<UInt8>,
    at offset: inout Int,
) throws(ISO8601Error) -> Int64 {
    let date = try CivilDate.readISO8601(bytes, at: &offset)
    guard offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "t") else {
        throw ISO8601Error(in: bytes, at: offset, expected: "'T'")
    }
    offset += 1
    let microsecondOfDay = try readTimeOfDay(bytes, at: &offset)
    return Int64(date.dayNumber) * Microseconds.inDay + microsecondOfDay
}
