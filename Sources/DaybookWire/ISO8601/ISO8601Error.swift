/// A text that is no date, time, duration or period: where, what stands there, what should.
package struct ISO8601Error: Error, Hashable, Sendable {
    /// Bytes before the place, within the text that was given.
    package let offset: Int
    package let found: String
    package let expected: String

    /// Out of line, so that a parser which succeeds carries no words.
    @inline(never)
    init(at offset: Int, found: String, expected: String) {
        self.offset = offset
        self.found = found
        self.expected = expected
    }

    /// The byte at the offset, or the end of the text, is not what was expected.
    @inline(never)
    init(in bytes: borrowing Span<UInt8>, at offset: Int, expected: String) {
        self.offset = offset
        self.expected = expected
        guard offset < bytes.count else {
            found = "the end"
            return
        }
        let byte = bytes[offset]
        // Text from outside may hold anything; only what prints is repeated as it is.
        found = 0x21...0x7e ~= byte ? "'\(UnicodeScalar(byte))'" : "byte \(byte)"
    }
}

extension ISO8601Error: CustomStringConvertible {
    package var description: String {
        "expected \(expected) at character \(offset + 1), found \(found)"
    }
}
