package import DaybookCore

/// JSON that is written member by member straight into bytes, for answers by the hundred thousand.
/// What it is told must nest: each `begin` has its `end`.
package struct JSONStream: Sendable {
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init() {}

    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    /// A place to return to with `cut`.
    package var mark: Mark { Mark(count: bytes.count, needsComma: needsComma) }

    package struct Mark: Sendable {
        let count: Int
        let needsComma: Bool
    }

    /// Takes back what was written since.
    package mutating func cut(to mark: Mark) {
        bytes.removeSubrange(mark.count...)
        needsComma = mark.needsComma
    }

    package mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    // MARK: - Nesting

    package mutating func object<Failure: Error>(
        _ key: String? = nil,
        _ body: (inout JSONStream) throws(Failure) -> Void,
    ) throws(Failure) {
        begin(key, UInt8(ascii: "{"))
        try body(&self)
        end(UInt8(ascii: "}"))
    }

    package mutating func array<Failure: Error>(
        _ key: String? = nil,
        _ body: (inout JSONStream) throws(Failure) -> Void,
    ) throws(Failure) {
        begin(key, UInt8(ascii: "["))
        try body(&self)
        end(UInt8(ascii: "]"))
    }

    private mutating func begin(_ key: String?, _ bracket: UInt8) {
        separate(key)
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func end(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    @inline(__always)
    private mutating func separate(_ key: String?) {
        let comma = needsComma
        needsComma = true
        guard let key else {
            if comma { bytes.append(UInt8(ascii: ",")) }
            return
        }
        // One look at the buffer's owner for all of these bytes, and not one for each.
        let name = key.utf8.span
        bytes.append(addingCapacity: name.count + 4) { output in
            output.appendKey(name, comma: comma)
        }
    }

    // MARK: - Values. A key is one of ours and needs no escapes; others are handed in as `foreign`.

    /// A key that somebody else has chosen, with the escapes that it needs.
    package static func foreign(_ key: String) -> String {
        String(JSONText.quoted(key).dropFirst().dropLast())
    }

    package mutating func text(_ key: String? = nil, _ text: String?) {
        separate(key)
        if let text { JSONText.append(text, to: &bytes) } else { appendNull() }
    }

    /// A decimal, as a string of its digits.
    package mutating func decimal(_ key: String? = nil, _ amount: PreciseAmount?) {
        if let key, let amount, amount.isShort {
            let (name, comma) = (key.utf8.span, needsComma)
            needsComma = true
            let room = name.count + PreciseAmount.longestShort + 6
            bytes.append(addingCapacity: room) { output in
                output.appendKey(name, comma: comma)
                output.append(UInt8(ascii: "\""))
                amount.appendShort(to: &output)
                output.append(UInt8(ascii: "\""))
            }
            return
        }
        separate(key)
        guard let amount else { return appendNull() }
        bytes.append(UInt8(ascii: "\""))
        amount.append(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func integer(_ key: String? = nil, _ number: Int?) {
        separate(key)
        if let number { PreciseAmount(number).append(to: &bytes) } else { appendNull() }
    }

    package mutating func bool(_ key: String? = nil, _ value: Bool?) {
        separate(key)
        guard let value else { return appendNull() }
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    package mutating func time(_ key: String? = nil, _ instant: Instant?) {
        separate(key)
        guard let instant else { return appendNull() }
        bytes.append(UInt8(ascii: "\""))
        instant.appendISO8601(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func duration(_ key: String? = nil, _ duration: CalendarDuration?) {
        separate(key)
        guard let duration else { return appendNull() }
        bytes.append(UInt8(ascii: "\""))
        duration.appendISO8601(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func period(_ key: String? = nil, _ period: Period<Instant>?) {
        guard let period else {
            separate(key)
            return appendNull()
        }
        object(key) { json in
            json.time("from", period.from)
            json.time("to", period.to)
        }
    }

    private mutating func appendNull() { bytes.append(contentsOf: "null".utf8) }
}

extension OutputSpan<UInt8> {
    /// `,"key":`
    @inline(__always)
    fileprivate mutating func appendKey(_ name: Span<UInt8>, comma: Bool) {
        if comma { append(UInt8(ascii: ",")) }
        append(UInt8(ascii: "\""))
        for index in 0..<name.count { append(name[index]) }
        append(UInt8(ascii: "\""))
        append(UInt8(ascii: ":"))
    }
}
