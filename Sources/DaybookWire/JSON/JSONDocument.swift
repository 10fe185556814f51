/// A JSON text that has been checked as a whole: its bytes and where its values stand.
package struct JSONDocument: Sendable {
    private let content: Content

    /// One object, so that handing a node on counts one reference and not two.
    private final class Content: Sendable {
        let bytes: [UInt8]
        let tokens: [JSONToken]

        init(_ bytes: [UInt8], _ tokens: [JSONToken]) {
            self.bytes = bytes
            self.tokens = tokens
        }
    }

    package var bytes: [UInt8] { content.bytes }
    var tokens: [JSONToken] { content.tokens }

    package init(_ bytes: [UInt8], with reader: JSONReader = JSONReader()) throws(JSONSyntaxError) {
        try reader.index(bytes.span)
        try reader.read(0..<bytes.count, of: bytes.span)
        content = Content(bytes, reader.allTokens)
    }

    package init(_ text: String) throws(JSONSyntaxError) {
        try self.init(Array(text.utf8))
    }

    /// A line that was read among others, whose tokens count from `shift` bytes before it.
    init(line: [UInt8], from reader: JSONReader, shift: Int) {
        content = Content(line, reader.allTokens.map { $0.shifted(by: shift) })
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

    /// The token of the value that an object at `index` has for a key; keys are not made into
    /// strings for that unless they hold escapes.
    func member(_ key: String, of index: Int) -> Int? {
        let tokens = content.tokens
        let (bytes, wanted) = (content.bytes, key.utf8.span)
        let end = tokens[index].next
        var at = index + 1
        while at < end {
            let token = tokens[at]
            let isFound =
                token.hasEscapes
                ? string(at: at).utf8.elementsEqual(key.utf8)
                : token.length == wanted.count && bytes.hold(wanted, at: token.start)
            if isFound { return at + 1 }
            at = tokens[at + 1].next
        }
        return nil
    }

    func string(at index: Int) -> String {
        let token = tokens[index]
        let text = bytes.span.extracting(token.range)
        return token.hasEscapes ? unescaped(text) : String(copying: text)
    }
}

extension [UInt8] {
    fileprivate func hold(_ text: Span<UInt8>, at start: Int) -> Bool {
        for index in 0..<text.count where self[start + index] != text[index] { return false }
        return true
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
