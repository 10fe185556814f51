// What lives in this folder: archives of files as POSIX has them (ustar), which any outside tool
// opens. Written is one form alone, for equal files the same bytes; read is that form alone.

/// One member of an archive: a file for reading, of nobody in particular.
package struct TarHeader: Hashable, Sendable {
    /// Names of folders and of the file, with slashes between.
    package let path: String
    package let size: Int
    /// When it was written, in seconds since 1970.
    package let seconds: Int

    /// What does not fit into a header is refused: see `objection(to:)` and the limits.
    package init(path: String, size: Int, seconds: Int) {
        precondition(Self.objection(to: path) == nil, "a member has a path that stays within")
        precondition((0...Self.largestSize).contains(size), "a member has a size that fits")
        precondition((0...Self.latestSecond).contains(seconds), "a member has a time that fits")
        (self.path, self.size, self.seconds) = (path, size, seconds)
    }

    package static var blockSize: Int { 512 }
    /// Eleven octal digits: a byte less than 8 GiB.
    package static var largestSize: Int { 1 << 33 - 1 }
    package static var latestSecond: Int { 1 << 33 - 1 }
    package static var longestPath: Int { 100 }

    /// What stands behind the last member.
    package static var end: [UInt8] { [UInt8](repeating: 0, count: 2 * blockSize) }

    /// How many zeros follow a content of so many bytes.
    package static func padding(behind size: Int) -> Int {
        (blockSize - size % blockSize) % blockSize
    }

    // MARK: - Paths

    /// Why a path is none of a member.
    package enum PathObjection: Hashable, Sendable {
        case outside, unusual
    }

    /// Paths lead down from where the archive is unpacked, in characters that are the same
    /// everywhere.
    package static func objection(to path: String) -> PathObjection? {
        let parts = path.utf8.split(
            separator: UInt8(ascii: "/"),
            omittingEmptySubsequences: false
        )
        if parts.first?.isEmpty ?? true || parts.contains(where: { $0.elementsEqual("..".utf8) }) {
            return .outside
        }
        let isUnusual =
            path.utf8.count > longestPath || !path.utf8.allSatisfy(isUsual)
            || parts.contains { $0.isEmpty || $0.elementsEqual(".".utf8) }
        return isUnusual ? .unusual : nil
    }

    private static func isUsual(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "~"):
            true
        case _: false
        }
    }
}

// MARK: - As bytes

extension TarHeader {
    /// Where the fields of a header lie (POSIX.1-1988, ustar).
    private enum Field {
        static let path = 0..<100
        static let mode = 100..<108
        static let owner = 108..<116
        static let group = 116..<124
        static let size = 124..<136
        static let time = 136..<148
        static let sum = 148..<156
        static let kind = 156
        static let magic = 257..<265
        static let major = 329..<337
        static let minor = 337..<345
        static let prefix = 345..<500
    }

    /// The block that stands before the content.
    package var bytes: [UInt8] {
        var block = [UInt8](repeating: 0, count: Self.blockSize)
        func put(_ text: String, _ field: Range<Int>) {
            for (offset, byte) in zip(field, text.utf8) { block[offset] = byte }
        }
        put(path, Field.path)
        // Evidence is for reading: a ledger that is unpacked so is opened for reading only.
        put("0000444", Field.mode)
        put("0000000", Field.owner)
        put("0000000", Field.group)
        put(Self.octal(size, digits: 11), Field.size)
        put(Self.octal(seconds, digits: 11), Field.time)
        block[Field.kind] = UInt8(ascii: "0")
        put("ustar\u{0}00", Field.magic)
        put("0000000", Field.major)
        put("0000000", Field.minor)
        put(Self.octal(Self.sum(of: block[...]), digits: 6) + "\u{0} ", Field.sum)
        return block
    }

    private static func octal(_ number: Int, digits: Int) -> String {
        let text = String(number, radix: 8)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    /// The sum of all bytes, with blanks in the place of the sum itself.
    private static func sum(of block: ArraySlice<UInt8>) -> Int {
        var sum = Field.sum.count * Int(UInt8(ascii: " "))
        for (offset, byte) in block.enumerated() where !Field.sum.contains(offset) {
            sum += Int(byte)
        }
        return sum
    }

    /// Reads a block that `bytes` wrote; anything else is refused, with what it is.
    init(_ block: ArraySlice<UInt8>) throws(TarProblem) {
        precondition(block.count == Self.blockSize, "a header is a block")
        let bytes = Array(block)
        guard Self.number(bytes[Field.sum]) == Self.sum(of: block),
            bytes[Field.magic].elementsEqual("ustar\u{0}00".utf8)
        else { throw .noHeader }
        let name = bytes[Field.path].prefix { $0 != 0 }
        let prefix = bytes[Field.prefix].prefix { $0 != 0 }
        let full = prefix.isEmpty ? Array(name) : prefix + [UInt8(ascii: "/")] + name
        let path = String(decoding: full, as: UTF8.self)
        if Self.objection(to: path) == .outside { throw .outside(path) }
        switch bytes[Field.kind] {
        case UInt8(ascii: "0"), 0: break
        case UInt8(ascii: "1"), UInt8(ascii: "2"): throw .link(path)
        case _: throw .special(path)
        }
        guard Self.objection(to: path) == nil, let size = Self.number(bytes[Field.size]),
            let seconds = Self.number(bytes[Field.time]), size <= Self.largestSize,
            seconds <= Self.latestSecond
        else { throw .unusual(path) }
        self.init(path: path, size: size, seconds: seconds)
        // One member has one header: no byte of it can be another without being found.
        if self.bytes != bytes { throw .unusual(path) }
    }

    /// Octal digits with anything behind that is none.
    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        let digits = field.prefix { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
        return digits.isEmpty ? nil : digits.reduce(0) { $0 << 3 | Int($1 & 7) }
    }
}
