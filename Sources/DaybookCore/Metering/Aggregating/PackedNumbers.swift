/// Whole numbers as few bytes: seven bits a byte, the lowest first, the top bit set where more
/// follow. Negative ones alternate with positive ones, so that small numbers stay short.
package enum PackedNumbers {
    @inline(__always)
    package static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    package static func append(_ number: Int64, to bytes: inout [UInt8]) {
        append(UInt64(bitPattern: number << 1 ^ number >> 63), to: &bytes)
    }

    static func append(_ number: UInt128, to bytes: inout [UInt8]) {
        var rest = number
        while rest > UInt64.max {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt64(rest), to: &bytes)
    }
}

extension PackedNumbers {
    /// The number that begins at a place, which moves behind it. Nil where the bytes end too early
    /// or hold too large a number; the place is then behind them all.
    @inlinable @inline(__always)
    package static func natural(_ bytes: Span<UInt8>, at place: inout Int) -> UInt64? {
        // Nearly all numbers are short.
        if place < bytes.count, bytes[place] < 0x80 {
            place += 1
            return UInt64(bytes[place - 1])
        }
        return long(bytes, at: &place)
    }

    @usableFromInline
    static func long(_ bytes: Span<UInt8>, at place: inout Int) -> UInt64? {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while place < bytes.count, shift < 64 {
            let byte = bytes[place]
            place += 1
            let bits = UInt64(byte & 0x7F)
            if shift == 63, bits > 1 { break }
            number |= bits &<< shift
            if byte < 0x80 { return number }
            shift += 7
        }
        place = bytes.count
        return nil
    }
}

/// Reads packed numbers one after the other. Bytes that end too early or hold too large a number
/// read as nil, from then on.
package struct PackedReader {
    @usableFromInline let bytes: [UInt8]
    @usableFromInline var at = 0

    @inlinable
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    @inlinable package var isAtEnd: Bool { at >= bytes.count }

    @inlinable
    package mutating func natural() -> UInt64? {
        var place = at
        defer { at = place }
        return PackedNumbers.natural(bytes.span, at: &place)
    }

    package mutating func integer() -> Int64? {
        natural().map { Int64(bitPattern: $0 >> 1) ^ -Int64(bitPattern: $0 & 1) }
    }

    mutating func wide() -> UInt128? {
        // What fits into 64 bits is read as such; a longer one is read again from its start.
        let start = at
        if let short = natural() { return UInt128(short) }
        at = start
        var number: UInt128 = 0
        var shift = 0
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            let bits = UInt128(byte & 0x7F)
            if shift > 126 || (shift == 126 && bits > 3) { break }
            number |= bits << UInt128(shift)
            if byte < 0x80 { return number }
            shift += 7
        }
        at = bytes.count
        return nil
    }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count <= bytes.count - at else { return nil }
        defer { at += count }
        return bytes[at..<(at + count)]
    }
}
