/// Writes comma-separated values as RFC 4180 has them, with a newline behind each record.
package enum CSVWriter {
    /// One record with its newline.
    package static func record(_ fields: [String]) -> String {
        // An empty line would be no record at all.
        if fields == [""] { return "\"\"\n" }
        return fields.map(field).joined(separator: ",") + "\n"
    }

    /// A field is quoted where it must be, and where blanks at its ends or a byte order mark at
    /// its start could get lost.
    private static func field(_ text: String) -> String {
        let needsQuotes =
            text.utf8.contains { byte in
                byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"")
                    || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
            } || text.utf8.first == UInt8(ascii: " ") || text.utf8.last == UInt8(ascii: " ")
            || text.unicodeScalars.first == "\u{feff}"
        guard needsQuotes else { return text }
        var quoted = "\""
        for character in text.unicodeScalars {
            if character == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "\""
    }
}
