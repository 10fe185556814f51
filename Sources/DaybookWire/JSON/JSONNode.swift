package import DaybookCore

/// A value within a document, read with the kind that the caller expects.
package struct JSONNode: Sendable {
    package let document: JSONDocument
    let index: Int

    private var token: JSONToken { document.tokens[index] }

    package var kind: JSONKind { token.kind }
    package var isNull: Bool { token.kind == .null }

    /// The offset of the value's first byte.
    package var offset: Int { token.kind == .string ? token.start - 1 : token.start }

    /// `$.lines[3].amount`
    package var path: String { document.path(to: index) }

    /// The value's bytes as they stand in the text.
    package var source: String {
        guard kind != .string else {
            return String(
                copying: document.bytes.span.extracting(offset..<(token.range.upperBound + 1))
            )
        }
        return String(copying: document.bytes.span.extracting(token.range))
    }

    package func string() throws(JSONShapeError) -> String {
        guard kind == .string else { throw mismatch("a string") }
        return document.string(at: index)
    }

    package func bool() throws(JSONShapeError) -> Bool {
        switch kind {
        case .true: return true
        case .false: return false
        case .object, .array, .string, .number, .null: throw mismatch("true or false")
        }
    }

    /// An exact number, written as a number or as a string of digits.
    package func amount() throws(JSONShapeError) -> PreciseAmount {
        guard kind == .number || (kind == .string && !token.hasEscapes) else {
            throw mismatch("a decimal number")
        }
        do throws(NumberSyntaxError) {
            return try PreciseAmount(document.bytes.span.extracting(token.range))
        } catch {
            throw mismatch("a decimal number", because: "\(shortSource): \(error)")
        }
    }

    package func integer() throws(JSONShapeError) -> Int {
        guard kind == .number, let whole = try amount().wholeNumber else {
            throw mismatch("a whole number")
        }
        return whole
    }

    /// The elements of an array, in order.
    package func elements() throws(JSONShapeError) -> [JSONNode] {
        guard kind == .array else { throw mismatch("an array") }
        var nodes: [JSONNode] = []
        nodes.reserveCapacity(token.count)
        var at = index + 1
        while at < token.next {
            nodes.append(JSONNode(document: document, index: at))
            at = document.tokens[at].next
        }
        return nodes
    }

    /// The members of an object, in order.
    package func members() throws(JSONShapeError) -> [(key: String, value: JSONNode)] {
        guard kind == .object else { throw mismatch("an object") }
        var members: [(String, JSONNode)] = []
        members.reserveCapacity(token.count)
        var at = index + 1
        while at < token.next {
            members.append((document.string(at: at), JSONNode(document: document, index: at + 1)))
            at = document.tokens[at + 1].next
        }
        return members
    }

    /// The value of a member, or nil when the object has no such key or its value is null.
    package subscript(_ key: String) -> JSONNode? {
        guard kind == .object, let value = document.member(key, of: index) else { return nil }
        let node = JSONNode(document: document, index: value)
        return node.isNull ? nil : node
    }

    /// The value of a member that must be there.
    package func required(_ key: String) throws(JSONShapeError) -> JSONNode {
        guard kind == .object else { throw mismatch("an object") }
        guard let value = self[key] else {
            throw JSONShapeError(
                path: path,
                offset: offset,
                expected: "a member \(JSONText.quoted(key))",
                found: "none"
            )
        }
        return value
    }

    /// The error that says that something else was expected here.
    package func mismatch(_ expected: String, because detail: String? = nil) -> JSONShapeError {
        JSONShapeError(
            path: path,
            offset: offset,
            expected: expected,
            found: detail ?? shortSource
        )
    }

    /// The value as an error quotes it: never long.
    private var shortSource: String {
        switch kind {
        case .object: "an object"
        case .array: "an array"
        case .string, .number, .true, .false, .null:
            source.utf8.count <= 60 ? source : String(source.prefix(40)) + "…"
        }
    }
}

/// A value that is well-formed JSON, but not what its place asks for.
package struct JSONShapeError: Error, Hashable, Sendable {
    package let path: String
    package let offset: Int
    package let expected: String
    package let found: String

    package init(path: String, offset: Int, expected: String, found: String) {
        self.path = path
        self.offset = offset
        self.expected = expected
        self.found = found
    }
}

extension JSONShapeError: CustomStringConvertible {
    package var description: String { "\(path): expected \(expected), found \(found)" }
}
