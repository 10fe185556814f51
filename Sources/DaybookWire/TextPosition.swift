/// A place in a text as people find it: line and column, both from 1.
package struct TextPosition: Hashable, Sendable, CustomStringConvertible {
    package let line: Int
    /// In characters, not in bytes.
    package let column: Int

    /// The place of a byte offset; an offset behind the end is the end.
    package init(offset: Int, in bytes: [UInt8]) {
        let before = bytes[..<min(offset, bytes.count)]
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        line = 1 + before.count { $0 == UInt8(ascii: "\n") }
        column = 1 + String(decoding: before[lineStart...], as: UTF8.self).count
    }

    package var description: String { "line \(line), column \(column)" }
}
