/// Makes texts alike that a reader would call the same word: without regard to case, accents,
/// width and ligatures. `Größenwahn` and `GROSSENWAHN` fold to one text.
package enum Folding {
    package static func folded(_ text: String) -> String {
        var output: [UInt8] = []
        append(text.utf8.span, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends the folded form of a text in UTF-8. Bytes that are none are left out.
    package static func append(_ bytes: borrowing Span<UInt8>, to output: inout [UInt8]) {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                index += 1
                let isUpper = byte >= 0x41 && byte <= 0x5A
                output.append(isUpper ? byte | 0x20 : byte)
            } else {
                let (code, length) = decode(bytes, at: index)
                index += length
                append(code, to: &output)
            }
        }
    }

    /// The code point that begins here, and its bytes; nil and one byte where there is none.
    private static func decode(
        _ bytes: borrowing Span<UInt8>,
        at start: Int,
    ) -> (code: UInt32?, length: Int) {
        let first = bytes[start]
        let length = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1
        guard length > 1, start + length <= bytes.count else { return (nil, 1) }
        var code = UInt32(first) & (0x7F >> UInt32(length))
        for index in (start + 1)..<(start + length) {
            guard bytes[index] & 0xC0 == 0x80 else { return (nil, 1) }
            code = code << 6 | UInt32(bytes[index] & 0x3F)
        }
        return (code, length)
    }

    private static func append(_ code: UInt32?, to output: inout [UInt8]) {
        guard let code else { return }
        if (syllables).contains(code) {
            appendJamo(code, to: &output)
        } else if let entry = entry(for: code) {
            appendUTF8(UInt32(truncatingIfNeeded: entry >> 21) & mask, to: &output)
            appendUTF8(UInt32(truncatingIfNeeded: entry) & mask, to: &output)
        } else {
            appendUTF8(code, to: &output)
        }
    }

    private static var mask: UInt32 { 0x1F_FFFF }

    private static func entry(for code: UInt32) -> UInt64? {
        let entries = FoldingTable.entries
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if UInt32(truncatingIfNeeded: entries[middle] >> 42) < code {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < entries.count, UInt32(truncatingIfNeeded: entries[low] >> 42) == code else {
            return nil
        }
        return entries[low]
    }

    // MARK: - Hangul, by the rule of chapter 3.12 of the standard

    private static var syllables: ClosedRange<UInt32> { 0xAC00...0xD7A3 }

    private static func appendJamo(_ code: UInt32, to output: inout [UInt8]) {
        let index = code - 0xAC00
        appendUTF8(0x1100 + index / 588, to: &output)
        appendUTF8(0x1161 + index % 588 / 28, to: &output)
        if index % 28 != 0 { appendUTF8(0x11A7 + index % 28, to: &output) }
    }

    /// Nought stands for nothing.
    private static func appendUTF8(_ code: UInt32, to output: inout [UInt8]) {
        guard code != 0, let scalar = Unicode.Scalar(code) else { return }
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
