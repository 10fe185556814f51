/// Writes comma-separated values as RFC 4180 has them, with a newline behind each record.
package enum CSVWriter {
    /// One record with its newline.
    package static func record(_ fields: [String]) -> String {
        // An empty line would be no record at all.
        if fields == [""] { return "\"\"\n" }
        var record: [UInt8] = []
        record.reserveCapacity(fields.reduce(0) { $0 + $1.utf8.count + 3 })
        for (index, field) in fields.enumerated() {
            if index > 0 { record.append(UInt8(ascii: ",")) }
            append(field, to: &record)
        }
        record.append(UInt8(ascii: "\n"))
        return String(decoding: record, as: UTF8.self)
    }

    /// A field is quoted where it must be, and where blanks at its ends or a byte order mark at
    /// its start could get lost.
    private static func append(_ field: String, to record: inout [UInt8]) {
        let text = field.utf8
        guard
            text.contains(where: isSpecial) || text.first == blank || text.last == blank
                || text.starts(with: [0xEF, 0xBB, 0xBF])
        else {
            record += text
            return
        }
        record.append(quote)
        for byte in text {
            if byte == quote { record.append(quote) }
            record.append(byte)
        }
        record.append(quote)
    }

    private static let quote = UInt8(ascii: "\"")
    private static let blank = UInt8(ascii: " ")

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == quote || byte == UInt8(ascii: "\n")
            || byte == UInt8(ascii: "\r")
    }
}
