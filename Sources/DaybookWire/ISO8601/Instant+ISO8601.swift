package import DaybookCore

/// `2026-11-20T10:00:00Z`, or with an offset such as `+05:30`. Written always in UTC.
extension Instant: ISO8601Text {
    package static func readISO8601(
        _ bytes: borrowing Span<UInt8>,
        at offset: inout Int,
    ) throws(ISO8601Error) -> Instant {
        let start = offset
        let local = try readLocalMicroseconds(bytes, at: &offset)
        let east = try readUTCOffset(bytes, at: &offset)
        guard let instant = try? Instant(microseconds: local - east) else {
            throw ISO8601Error(
                at: start,
                found: "an instant out of range",
                expected: "one in the years 0001 to 9999 of UTC",
            )
        }
        return instant
    }

    package func appendISO8601(to output: inout [UInt8]) {
        guard let local = try? LocalTime(microseconds: microseconds) else {
            preconditionFailure("UTC is a local time that every instant has")
        }
        local.appendISO8601(to: &output)
        output.append(UInt8(ascii: "Z"))
    }
}

/// `Z`, or hours and minutes with a sign, as microseconds east of Greenwich.
@inline(__always)
private func readUTCOffset(
    _ bytes: borrowing Span<UInt8>,
    at offset: inout Int,
) throws(ISO8601Error) -> Int64 {
    guard offset < bytes.count else { throw offsetExpected(bytes, at: offset) }
    let sign = bytes[offset]
    if sign | 0x20 == UInt8(ascii: "z") {
        offset += 1
        return 0
    }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
        throw offsetExpected(bytes, at: offset)
    }
    offset += 1
    let hours = try readTwoDigits(bytes, at: &offset)
    try read(":", in: bytes, at: &offset)
    let minutes = try readTwoDigits(bytes, at: &offset)
    guard hours < 24, minutes < 60 else {
        throw ISO8601Error(
            at: offset - 5,
            found: "an offset of \(hours) hours and \(minutes) minutes",
            expected: "one from 00:00 to 23:59",
        )
    }
    let microseconds = Int64(hours * 60 + minutes) * Microseconds.inMinute
    return sign == UInt8(ascii: "-") ? -microseconds : microseconds
}

@inline(never)
private func offsetExpected(_ bytes: borrowing Span<UInt8>, at offset: Int) -> ISO8601Error {
    ISO8601Error(in: bytes, at: offset, expected: "'Z' or an offset such as '+01:00'")
}
