/// Configuration files are JSON with comments; the rest of the house reads plain JSON.
package enum JSONComments {
    /// The text with `//` and `/* */` comments and commas before a closing bracket turned into
    /// blanks, so that every offset stays where it was. A comment that does not end is an error.
    package static func blanked(_ text: [UInt8]) throws(JSONSyntaxError) -> [UInt8] {
        var bytes = text
        var at = 0
        // A comma that may turn out to be the last of its list, and whether a value came before it.
        var lastComma: Int?
        var followsValue = false
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""):
                at = endOfString(in: bytes, from: at)
                lastComma = nil
                followsValue = true
                continue
            case UInt8(ascii: "/") where at + 1 < bytes.count && isCommentMark(bytes[at + 1]):
                let end = try endOfComment(in: bytes, from: at)
                for index in at..<end where bytes[index] != UInt8(ascii: "\n") {
                    bytes[index] = UInt8(ascii: " ")
                }
                at = end
                continue
            case UInt8(ascii: ","):
                lastComma = followsValue ? at : nil
                followsValue = false
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if let comma = lastComma { bytes[comma] = UInt8(ascii: " ") }
                lastComma = nil
                followsValue = true
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
                break
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                lastComma = nil
                followsValue = false
            default:
                lastComma = nil
                followsValue = true
            }
            at += 1
        }
        return bytes
    }

    private static func isCommentMark(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "*")
    }

    /// Behind the closing quote, or the end of the text when there is none.
    private static func endOfString(in bytes: [UInt8], from start: Int) -> Int {
        var at = start + 1
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "\"") { return at + 1 }
            at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        return bytes.count
    }

    private static func endOfComment(
        in bytes: [UInt8],
        from start: Int,
    ) throws(JSONSyntaxError) -> Int {
        if bytes[start + 1] == UInt8(ascii: "/") {
            return bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        }
        var at = start + 2
        while at + 1 < bytes.count {
            if bytes[at] == UInt8(ascii: "*") && bytes[at + 1] == UInt8(ascii: "/") {
                return at + 2
            }
            at += 1
        }
        throw JSONSyntaxError(.unclosedContainer, at: start)
    }
}
