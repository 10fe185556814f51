/// Where bytes come from: a file, a pipe, a body, or a test's array.
package protocol ByteSource {
    associatedtype Failure: Error

    /// Appends at most `count` bytes; false when there are no more.
    mutating func append(upTo count: Int, to buffer: inout [UInt8]) throws(Failure) -> Bool
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

/// Why a stream of lines or records ended early.
package enum StreamError<Source: Error>: Error {
    /// The source failed to give bytes.
    case source(Source)
    /// One record is longer than the limit; `line` is where it begins.
    case tooLong(line: Int, limit: Int)
}

extension StreamError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .source(let error): "\(error)"
        case .tooLong(let line, let limit): "line \(line) is longer than \(limit) bytes"
        }
    }
}
