/// A JSON text that has been checked as a whole: its bytes and where its values stand.
package struct JSONDocument: Sendable {
    package let bytes: [UInt8]
    let tokens: [JSONToken]

    package init(_ bytes: [UInt8], with reader: JSONReader = JSONReader()) throws(JSONSyntaxError) {
        try reader.index(bytes.span)
        try reader.read(0..<bytes.count, of: bytes.span)
        self.bytes = bytes
        tokens = reader.allTokens
    }

    package init(_ text: String) throws(JSONSyntaxError) {
        try self.init(Array(text.utf8))
    }

    /// A line that was read among others, whose tokens count from `shift` bytes before it.
    init(line: [UInt8], from reader: JSONReader, shift: Int) {
        bytes = line
        tokens = reader.allTokens.map { $0.shifted(by: shift) }
    }

    package var root: JSONNode { JSONNode(document: self, index: 0) }

    /// `$.lines[3].amount`: the way from the root to the token at `index`.
    func path(to index: Int) -> String {
        var path = "$"
        var at = 0
        while at != index {
            let container = tokens[at]
            var child = at + 1
            var position = 0
            while child < container.next {
                let value = container.kind == .object ? child + 1 : child
                if index < tokens[value].next {
                    path += step(container.kind, key: child, position: position)
                    // A key itself is named by its member.
                    if index < value { return path }
                    at = value
                    break
                }
                child = tokens[value].next
                position += 1
            }
        }
        return path
    }

    private func step(_ kind: JSONKind, key: Int, position: Int) -> String {
        guard kind == .object else { return "[\(position)]" }
        let name = string(at: key)
        let isPlain = !name.isEmpty && name.utf8.allSatisfy { $0.isNameByte }
        return isPlain ? ".\(name)" : "[\(JSONText.quoted(name))]"
    }

    /// Whether the string at `index` is `text`, mostly without making it.
    func isString(at index: Int, _ text: String) -> Bool {
        let token = tokens[index]
        if token.hasEscapes { return string(at: index).utf8.elementsEqual(text.utf8) }
        let other = text.utf8
        return token.length == other.count && bytes[token.range].elementsEqual(other)
    }

    func string(at index: Int) -> String {
        let token = tokens[index]
        let text = bytes.span.extracting(token.range)
        return token.hasEscapes ? unescaped(text) : String(copying: text)
    }
}

extension UInt8 {
    /// Letters, digits, `_` and `-`: what stands in a path without quotes.
    fileprivate var isNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}

extension String {
    /// A copy of bytes that are known to be UTF-8.
    init(copying text: Span<UInt8>) {
        self = unsafe text.withUnsafeBufferPointer {
            unsafe String(decoding: $0, as: UTF8.self)
        }
    }
}
