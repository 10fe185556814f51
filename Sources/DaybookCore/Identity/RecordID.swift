/// The identity of a record: a ULID, 48 bits of time and 80 of chance, which sorts by creation.
package struct RecordID: Hashable, Comparable, Sendable {
    package let bits: UInt128

    package init(bits: UInt128) {
        self.bits = bits
    }

    /// An id created at `instant`; `chance` brings the 80 random bits. Before 1970 counts as 1970.
    package init(createdAt instant: Instant, chance: UInt128) {
        let milliseconds = UInt128(clamping: instant.milliseconds) & 0xFFFF_FFFF_FFFF
        bits = milliseconds << 80 | (chance & (1 << 80 - 1))
    }

    /// Reads the 26 characters of Crockford's base 32; lower case is taken as well.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        self.init(bytes.span)
    }

    package init?(_ text: borrowing Span<UInt8>) {
        // 26 digits of 5 bits are 130: the first one has room for 3.
        guard text.count == 26, Self.digit(text[0]) < 8 else { return nil }
        var bits: UInt128 = 0
        // Twelve digits fit into one register; two stand before the first twelve.
        var (part, count) = (UInt64(0), 0)
        for index in text.indices {
            let digit = Self.digit(text[index])
            if digit == Self.noDigit { return nil }
            part = part << 5 | UInt64(digit)
            count += 1
            guard count % 12 == 2 else { continue }
            bits = bits << 60 | UInt128(part)
            part = 0
        }
        self.bits = bits
    }

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    private static let noDigit: UInt8 = 255

    /// The value of each byte as a digit.
    private static let digits: [UInt8] = {
        var digits = [UInt8](repeating: noDigit, count: 256)
        for (value, byte) in alphabet.enumerated() {
            digits[Int(byte)] = UInt8(value)
            let isLetter = byte >= UInt8(ascii: "A")
            if isLetter { digits[Int(byte | 0x20)] = UInt8(value) }
        }
        return digits
    }()

    private static func digit(_ byte: UInt8) -> UInt8 { digits[Int(byte)] }

    package static func < (one: RecordID, other: RecordID) -> Bool {
        one.bits < other.bits
    }
}

extension RecordID: CustomStringConvertible {
    package var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Its text, behind some bytes.
    package func append(to bytes: inout [UInt8]) {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: 26))
        var rest = bits
        for index in (start..<bytes.count).reversed() {
            bytes[index] = Self.alphabet[Int(truncatingIfNeeded: rest & 31)]
            rest >>= 5
        }
    }
}
