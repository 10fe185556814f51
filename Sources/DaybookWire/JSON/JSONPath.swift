package import DaybookCore

/// A way into a JSON value, as meters write it: `$.usage.tokens`, `$['a b'][0]`. It leads to one
/// value at most: no wildcards, no search in depth, no filters.
package struct JSONPath: Hashable, Sendable {
    fileprivate enum Step: Hashable, Sendable {
        case member(String)
        /// Counted from zero.
        case element(Int)
    }

    fileprivate let steps: [Step]

    /// The members on the way; nil for an element of an array.
    var names: [String?] {
        steps.map { step in
            switch step {
            case .member(let name): name
            case .element: nil
            }
        }
    }

    package init(_ text: String) throws(JSONPathError) {
        var reader = JSONPathReader(text)
        steps = try reader.steps()
    }
}

/// Where a text stops being a path.
package struct JSONPathError: Error, Hashable, Sendable {
    package let offset: Int
    package let expected: String
}

extension JSONPathError: CustomStringConvertible {
    package var description: String { "expected \(expected) at character \(offset + 1)" }
}

extension JSONNode {
    /// The value that a path leads to, null included; nil where it leads nowhere.
    package func value(at path: JSONPath) -> JSONNode? {
        var node = self
        for step in path.steps {
            guard let next = node.value(behind: step) else { return nil }
            node = next
        }
        return node
    }

    private func value(behind step: JSONPath.Step) -> JSONNode? {
        let container = document.tokens[index]
        var at = index + 1
        switch (step, kind) {
        case (.member(let name), .object):
            return document.member(name, of: index).map {
                JSONNode(document: document, index: $0)
            }
        case (.element(var count), .array):
            while at < container.next {
                if count == 0 { return JSONNode(document: document, index: at) }
                count -= 1
                at = document.tokens[at].next
            }
        case (.member, .array), (.element, .object): break
        case (_, .string), (_, .number), (_, .true), (_, .false), (_, .null): break
        }
        return nil
    }
}

extension EventValue {
    /// The value of a node, or what is missing where there is none.
    package init(_ node: JSONNode?) {
        guard let node else {
            self = .missing
            return
        }
        switch node.kind {
        case .null: self = .null
        case .true: self = .bool(true)
        case .false: self = .bool(false)
        case .number: self = .number(node.source)
        case .string: self = .text((try? node.string()) ?? "")
        case .object: self = .object(node.source)
        case .array:
            let elements = (try? node.elements()) ?? []
            self = .array(elements.map { EventValue($0) }, node.source)
        }
    }
}

private struct JSONPathReader {
    private let bytes: [UInt8]
    private var at = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func steps() throws(JSONPathError) -> [JSONPath.Step] {
        guard skip("$") else { throw error("$") }
        var steps: [JSONPath.Step] = []
        while at < bytes.count {
            if skip(".") {
                steps.append(.member(try plainName()))
            } else if skip("[") {
                steps.append(try bracketed())
            } else {
                throw error(". or [")
            }
        }
        return steps
    }

    /// Everything up to the next step: names outside brackets need no quotes.
    private mutating func plainName() throws(JSONPathError) -> String {
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "."), bytes[at] != UInt8(ascii: "[") {
            at += 1
        }
        if at == start || bytes[start..<at] == [UInt8(ascii: "*")] {
            at = start
            throw error("a name")
        }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func bracketed() throws(JSONPathError) -> JSONPath.Step {
        for quote in ["'", "\""] as [Unicode.Scalar] where skip(quote) {
            let name = try quotedName(until: UInt8(ascii: quote))
            guard skip("]") else { throw error("]") }
            return .member(name)
        }
        let start = at
        while at < bytes.count, bytes[at] &- UInt8(ascii: "0") <= 9 { at += 1 }
        guard let number = Int(String(decoding: bytes[start..<at], as: UTF8.self)) else {
            throw error("a quoted name or a number")
        }
        guard skip("]") else { throw error("]") }
        return .element(number)
    }

    /// A backslash takes the meaning from a quote or another backslash.
    private mutating func quotedName(until quote: UInt8) throws(JSONPathError) -> String {
        var name: [UInt8] = []
        while at < bytes.count, bytes[at] != quote {
            if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count { at += 1 }
            name.append(bytes[at])
            at += 1
        }
        guard at < bytes.count else { throw error("the end of the name") }
        at += 1
        return String(decoding: name, as: UTF8.self)
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    private func error(_ expected: String) -> JSONPathError {
        JSONPathError(offset: at, expected: expected)
    }
}
