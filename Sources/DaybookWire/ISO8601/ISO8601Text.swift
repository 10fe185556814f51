import DaybookCore

/// A value that is written as ISO 8601, in the one form that Daybook reads and writes.
///
/// Readers work on bytes and allocate nothing unless they fail.
package protocol ISO8601Text {
    /// Reads a value that begins at `offset`, and moves the offset behind it.
    static func readISO8601(
        _ bytes: borrowing Span<UInt8>,
        at offset: inout Int,
    ) throws(ISO8601Error) -> Self

    func appendISO8601(to output: inout [UInt8])
}

extension ISO8601Text {
    /// The value of a whole text.
    @specialized(where Self == Instant)
    package init(iso8601 bytes: borrowing Span<UInt8>) throws(ISO8601Error) {
        var offset = 0
        self = try Self.readISO8601(bytes, at: &offset)
        try requireEnd(of: bytes, at: offset)
    }

    /// The value of a whole text.
    @specialized(where Self == Instant)
    package init(iso8601 text: String) throws(ISO8601Error) {
        let bytes = text.utf8.span
        try self.init(iso8601: bytes)
    }

    package var iso8601: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        appendISO8601(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

private func requireEnd(of bytes: borrowing Span<UInt8>, at offset: Int) throws(ISO8601Error) {
    guard offset == bytes.count else {
        throw ISO8601Error(in: bytes, at: offset, expected: "the end")
    }
}
