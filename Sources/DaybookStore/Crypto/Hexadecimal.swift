/// Bytes as digits, two each, in lower case.
package enum Hexadecimal {
    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    package static func append(_ bytes: [UInt8], to output: inout [UInt8]) {
        for byte in bytes {
            output.append(digit(byte >> 4))
            output.append(digit(byte & 15))
        }
    }

    package static func text(of bytes: [UInt8]) -> String {
        var digits: [UInt8] = []
        digits.reserveCapacity(bytes.count * 2)
        append(bytes, to: &digits)
        return String(decoding: digits, as: UTF8.self)
    }

    /// The bytes of digits; nil for anything else. Capitals are not taken: one value has one text.
    package static func bytes(of text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        var faults: UInt8 = 0
        for index in stride(from: 0, to: digits.count, by: 2) {
            bytes.append(value(digits[index], &faults) << 4 | value(digits[index + 1], &faults))
        }
        return faults == 0 ? bytes : nil
    }

    /// The value of a digit; for anything else it leaves a mark in `faults`.
    @inline(__always)
    static func value(_ digit: UInt8, _ faults: inout UInt8) -> UInt8 {
        let isDecimal = digit &- UInt8(ascii: "0") < 10
        let isLetter = digit &- UInt8(ascii: "a") < 6
        faults |= isDecimal || isLetter ? 0 : 1
        return (digit & 15) &+ (isLetter ? 9 : 0)
    }
}
