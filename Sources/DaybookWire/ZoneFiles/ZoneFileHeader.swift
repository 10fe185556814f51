/// The 44 bytes before each of the two blocks of a zone file: six counts.
struct ZoneFileHeader {
    static let size = 44

    let start: Int
    /// 0 for the first version, else the digit's own byte.
    let version: UInt8
    let universalFlagCount: Int
    let standardFlagCount: Int
    let leapCount: Int
    let transitionCount: Int
    let typeCount: Int
    let abbreviationBytes: Int

    init(_ bytes: borrowing Span<UInt8>, at start: Int) throws(ZoneFileError) {
        guard start + Self.size <= bytes.count else {
            throw ZoneFileError(start == 0 ? .notAZoneFile : .endsEarly, at: bytes.count)
        }
        for (index, byte) in "TZif".utf8.enumerated() where bytes[start + index] != byte {
            throw ZoneFileError(.notAZoneFile, at: start + index)
        }
        self.start = start
        version = bytes[start + 4]
        guard version == 0 || version >= UInt8(ascii: "2") else {
            throw ZoneFileError(.notAZoneFile, at: start + 4)
        }
        universalFlagCount = Int(bigEndian32(bytes, at: start + 20))
        standardFlagCount = Int(bigEndian32(bytes, at: start + 24))
        leapCount = Int(bigEndian32(bytes, at: start + 28))
        transitionCount = Int(bigEndian32(bytes, at: start + 32))
        typeCount = Int(bigEndian32(bytes, at: start + 36))
        abbreviationBytes = Int(bigEndian32(bytes, at: start + 40))
    }

    /// Where the block behind this header ends, if the file is long enough: whoever goes there
    /// checks. Counts have 32 bits, so 64 hold every sum.
    func end(timeSize: Int) -> Int {
        start + Self.size + transitionCount * (timeSize + 1) + typeCount * 6 + abbreviationBytes
            + leapCount * (timeSize + 4) + standardFlagCount + universalFlagCount
    }
}

func bigEndian32(_ bytes: borrowing Span<UInt8>, at offset: Int) -> UInt32 {
    var value: UInt32 = 0
    for index in offset..<(offset + 4) { value = value << 8 | UInt32(bytes[index]) }
    return value
}

/// A signed number of four or eight bytes.
func bigEndianTime(_ bytes: borrowing Span<UInt8>, at offset: Int, size: Int) -> Int64 {
    let high = bigEndian32(bytes, at: offset)
    if size == 4 { return Int64(Int32(bitPattern: high)) }
    return Int64(Int32(bitPattern: high)) << 32 | Int64(bigEndian32(bytes, at: offset + 4))
}
