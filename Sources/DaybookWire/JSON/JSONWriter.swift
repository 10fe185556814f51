internal import DaybookCore

/// Turns values into JSON text.
package struct JSONWriter {
    /// How the text is laid out.
    package enum Layout: Sendable {
        /// On one line, members in the order they have.
        case compact
        /// Two blanks a level, for people.
        case indented
        /// One form for equal values: no blanks, keys sorted by UTF-16 (RFC 8785), numbers as
        /// exact plain decimals. Hashes and signatures are made over it.
        case canonical
    }

    private let layout: Layout
    private var bytes: [UInt8] = []
    private var depth = 0

    package static func text(_ value: JSONValue, _ layout: Layout = .compact) -> String {
        String(decoding: bytes(value, layout), as: UTF8.self)
    }

    package static func bytes(_ value: JSONValue, _ layout: Layout = .compact) -> [UInt8] {
        var writer = JSONWriter(layout: layout)
        writer.write(value)
        return writer.bytes
    }

    private init(layout: Layout) {
        self.layout = layout
    }

    private mutating func write(_ value: JSONValue) {
        switch value {
        case .object(let members): write(members)
        case .array(let elements): write(elements)
        case .string(let text): write(text)
        case .number(let text): append(layout == .canonical ? Self.canonicalNumber(text) : text)
        case .bool(let isTrue): append(isTrue ? "true" : "false")
        case .null: append("null")
        }
    }

    /// Hashes need the shortest form; whatever may be shown somewhere must not be obeyed there.
    private mutating func write(_ text: String) {
        switch layout {
        case .canonical: JSONText.append(text, to: &bytes)
        case .compact, .indented: JSONText.appendVisibly(text, to: &bytes)
        }
    }

    private mutating func write(_ members: [JSONValue.Member]) {
        var members = members
        if layout == .canonical {
            members.sort { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
            for (one, next) in zip(members, members.dropFirst()) {
                // Of two spellings of one character each may be a key: only equal bytes are one.
                precondition(
                    !one.key.utf8.elementsEqual(next.key.utf8),
                    "an object is written with a key twice",
                )
            }
        }
        open("{")
        for (index, member) in members.enumerated() {
            separate(isFirst: index == 0)
            write(member.key)
            append(layout == .indented ? ": " : ":")
            write(member.value)
        }
        close("}", isEmpty: members.isEmpty)
    }

    private mutating func write(_ elements: [JSONValue]) {
        open("[")
        for (index, element) in elements.enumerated() {
            separate(isFirst: index == 0)
            write(element)
        }
        close("]", isEmpty: elements.isEmpty)
    }

    private mutating func open(_ bracket: String) {
        append(bracket)
        depth += 1
    }

    private mutating func separate(isFirst: Bool) {
        if !isFirst { append(",") }
        breakLine()
    }

    private mutating func close(_ bracket: String, isEmpty: Bool) {
        depth -= 1
        if !isEmpty { breakLine() }
        append(bracket)
    }

    private mutating func breakLine() {
        guard layout == .indented else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes += repeatElement(UInt8(ascii: " "), count: 2 * depth)
    }

    private mutating func append(_ text: String) {
        bytes += text.utf8
    }

    /// `1.50`, `15e-1` and `1.5` are one number and have one form. What has more digits than an
    /// exact decimal keeps its text, in lower case.
    private static func canonicalNumber(_ text: String) -> String {
        guard let number = try? PreciseAmount(text) else { return text.lowercased() }
        return number.normalized.description
    }
}
