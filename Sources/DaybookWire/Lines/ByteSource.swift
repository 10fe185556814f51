/// Where bytes come from: a file, a pipe, a body, or a test's array.
///
/// Readers hold it as `any ByteSource`: it is asked once for many lines, and readers that are not
/// generic run at full speed in every module.
package protocol ByteSource {
    /// Appends at most `count` bytes; false when there are no more.
    mutating func append(upTo count: Int, to buffer: inout [UInt8]) throws -> Bool
}

/// Bytes that are in memory already, handed out in pieces.
package struct MemorySource: ByteSource {
    private let bytes: [UInt8]
    private let pieceSize: Int
    private var offset = 0

    package init(_ bytes: [UInt8], pieceSize: Int = .max) {
        self.bytes = bytes
        self.pieceSize = pieceSize
    }

    package mutating func append(upTo count: Int, to buffer: inout [UInt8]) -> Bool {
        guard offset < bytes.count else { return false }
        let end = offset + min(count, pieceSize, bytes.count - offset)
        buffer += bytes[offset..<end]
        offset = end
        return true
    }
}

/// One line or record is longer than its reader takes: the stream ends there.
package struct RecordTooLong: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where the record begins.
    package let line: Int
    package let limit: Int

    package var description: String { "line \(line) is longer than \(limit) bytes" }
}
