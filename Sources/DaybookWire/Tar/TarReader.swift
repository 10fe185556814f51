/// Reads an archive member by member, in pieces: what it keeps does not grow with the archive.
///
/// It takes what `TarHeader` writes and nothing else, byte for byte: an archive whose contents are
/// known has no byte that could be another one.
package struct TarReader {
    private var source: any ByteSource
    private let pieceSize: Int
    private var buffer: [UInt8] = []
    /// Where in the buffer unread bytes begin.
    private var start = 0
    /// Where in the archive that is.
    private var offset = 0
    /// What is left of the content of the member.
    private var left = 0
    private var padding = 0
    private var isAtEnd = false

    package init(_ source: any ByteSource, pieceSize: Int = 1 << 16) {
        precondition(pieceSize > 0, "a piece has bytes")
        self.source = source
        self.pieceSize = pieceSize
    }

    /// The next member, behind what is left of the one before; nil at the end.
    package mutating func next() throws -> TarHeader? {
        if isAtEnd { return nil }
        while try content() != nil {}
        let place = offset
        let block = try take(TarHeader.blockSize)
        if block.allSatisfy({ $0 == 0 }) {
            try readEnd()
            return nil
        }
        let header: TarHeader
        do throws(TarProblem) {
            header = try TarHeader(block)
        } catch {
            throw TarError(at: place, error)
        }
        left = header.size
        padding = TarHeader.padding(behind: header.size)
        return header
    }

    /// More of the content of the member; nil when all of it was handed out.
    package mutating func content() throws -> ArraySlice<UInt8>? {
        guard left > 0 else {
            let place = offset
            let zeros = try take(padding)
            padding = 0
            guard zeros.allSatisfy({ $0 == 0 }) else { throw TarError(at: place, .padding) }
            return nil
        }
        if start == buffer.count { try fill() }
        let end = min(buffer.count, start + left)
        defer {
            left -= end - start
            offset += end - start
            start = end
        }
        return buffer[start..<end]
    }

    /// The whole content of the member; nil where it is longer than that.
    package mutating func content(limit: Int) throws -> [UInt8]? {
        guard left <= limit else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(left)
        while let piece = try content() { bytes += piece }
        return bytes
    }

    private mutating func readEnd() throws {
        let place = offset
        let second = try take(TarHeader.blockSize)
        guard second.allSatisfy({ $0 == 0 }) else { throw TarError(at: place, .padding) }
        var rest: [UInt8] = []
        guard start == buffer.count, try !source.append(upTo: 1, to: &rest) else {
            throw TarError(at: offset, .trailing)
        }
        isAtEnd = true
    }

    /// So many bytes, few enough to be held at once.
    private mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
        while buffer.count - start < count { try fill() }
        defer {
            start += count
            offset += count
        }
        return buffer[start..<(start + count)]
    }

    private mutating func fill() throws {
        buffer.removeSubrange(..<start)
        start = 0
        guard try source.append(upTo: pieceSize, to: &buffer) else {
            throw TarError(at: offset + buffer.count, .cutOff)
        }
    }
}
