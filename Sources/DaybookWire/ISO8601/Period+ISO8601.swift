package import DaybookCore

/// `from/to`: two instants, two dates or two local times.
extension Period: ISO8601Text where Bound: ISO8601Text {
    package static func readISO8601(
        _ bytes: borrowing Span<UInt8>,
        at offset: inout Int,
    ) throws(ISO8601Error) -> Period {
        let from = try Bound.readISO8601(bytes, at: &offset)
        try read("/", in: bytes, at: &offset)
        let start = offset
        let to = try Bound.readISO8601(bytes, at: &offset)
        guard let period = try? Period(from: from, to: to) else {
            throw ISO8601Error(
                at: start,
                found: "an end before the start",
                expected: "an end at the start \(from.iso8601) or after it",
            )
        }
        return period
    }

    package func appendISO8601(to output: inout [UInt8]) {
        from.appendISO8601(to: &output)
        output.append(UInt8(ascii: "/"))
        to.appendISO8601(to: &output)
    }
}
