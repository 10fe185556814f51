/// A text that equals another only byte by byte.
///
/// Swift's strings are equal when people read them as equal, `é` in one code point and in two.
/// What identifies an event, a subject or a group is whatever bytes its sender chose.
package struct ExactText: Sendable {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    @inline(__always)
    static func isSame(_ one: String, _ other: String) -> Bool {
        let (left, right) = (one.utf8.span, other.utf8.span)
        guard left.count == right.count else { return false }
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }

    /// Whether the bytes of one text come before those of another.
    static func isBefore(_ one: String, _ other: String) -> Bool {
        order(one, other) < 0
    }

    /// Below zero where the bytes of one text come before those of another, above where behind.
    static func order(_ one: String, _ other: String) -> Int {
        let (left, right) = (one.utf8.span, other.utf8.span)
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
            return left[index] < right[index] ? -1 : 1
        }
        return left.count - right.count
    }
}

extension ExactText: Hashable {
    package static func == (one: ExactText, other: ExactText) -> Bool {
        isSame(one.text, other.text)
    }

    package func hash(into hasher: inout Hasher) {
        // The bytes are only read, and only here: the hasher copies what it needs.
        unsafe text.utf8.span.bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }
}

extension ExactText: Comparable {
    package static func < (one: ExactText, other: ExactText) -> Bool {
        isBefore(one.text, other.text)
    }
}
