/// Whole lines from a source, many at a time, in one buffer that is used again.
struct LineBuffer {
    private var source: any ByteSource
    private let limit: Int
    private let pieceSize: Int

    /// The bytes at hand: whole lines up to `end`, then the start of the next line.
    private(set) var bytes: [UInt8] = []
    /// Behind the last whole line.
    private(set) var end = 0
    /// How many bytes of the source came before those at hand.
    private(set) var offset = 0
    private var isExhausted = false

    /// - Parameter limit: the longest line that is taken; memory stays below about twice that.
    init(_ source: any ByteSource, limit: Int, pieceSize: Int) {
        self.source = source
        self.limit = limit
        self.pieceSize = pieceSize
        bytes.reserveCapacity(pieceSize * 2)
    }

    /// Drops the lines at hand and takes the next ones; false at the end of the source.
    mutating func refill(atLine line: Int) throws -> Bool {
        bytes.removeSubrange(..<end)
        offset += end
        end = 0
        var searched = 0
        while !isExhausted {
            isExhausted = try !source.append(upTo: pieceSize, to: &bytes)
            if let newline = Self.lastNewline(in: bytes.span, from: searched) {
                end = newline + 1
                return true
            }
            searched = bytes.count
            if bytes.count > limit { throw RecordTooLong(line: line, limit: limit) }
        }
        end = bytes.count
        return end > 0
    }

    /// Drops a mark at the start of the lines at hand. Were it only passed over, the structure of
    /// the first line would count it to the value behind it.
    mutating func dropByteOrderMark() {
        guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
        bytes.removeFirst(3)
        offset += 3
        end -= 3
    }

    /// The offset of the newline that ends the line at `start`, or the end of the lines at hand.
    func endOfLine(from start: Int) -> Int {
        let rest = bytes.span.extracting(start..<end)
        return start + (firstIndex(of: UInt8(ascii: "\n"), in: rest) ?? rest.count)
    }

    func isBlank(_ line: Range<Int>) -> Bool {
        for index in line {
            switch bytes[index] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): continue
            default: return false
            }
        }
        return true
    }

    private static func lastNewline(in bytes: Span<UInt8>, from start: Int) -> Int? {
        var at = bytes.count
        while at > start {
            at &-= 1
            if bytes[at] == UInt8(ascii: "\n") { return at }
        }
        return nil
    }
}
