internal import CCrypto

/// The SHA-256 of some bytes.
package struct SHA256Digest: Hashable, Sendable {
    /// The 32 bytes in their order, whatever the machine's is: they are only copied and compared.
    private var lanes = SIMD4<UInt64>()

    package static var size: Int { 32 }

    /// All zeros: what stands for the digest of nothing, before the first of a chain.
    package static var zero: SHA256Digest { SHA256Digest(lanes: SIMD4()) }

    private init(lanes: SIMD4<UInt64>) {
        self.lanes = lanes
    }

    /// The digest of these bytes.
    package init(of bytes: Span<UInt8>) {
        unsafe withUnsafeMutableBytes(of: &lanes) { output in
            let start = unsafe output.bindMemory(to: UInt8.self).baseAddress
            guard let start = unsafe start else { return }
            unsafe bytes.withUnsafeBufferPointer { input in
                unsafe ccrypto_sha256(start, input.baseAddress, input.count)
            }
        }
    }

    /// The digests of texts that lie one behind the other, each up to its end. Takes a fraction of
    /// the time of one after the other.
    package static func each(of texts: Span<UInt8>, ends: Span<Int>) -> [SHA256Digest] {
        var end = 0
        for index in ends.indices {
            precondition(ends[index] >= end, "the texts lie one behind the other")
            end = ends[index]
        }
        precondition(end <= texts.count, "the texts are there")
        var digests = [SHA256Digest](repeating: .zero, count: ends.count)
        unsafe digests.withUnsafeMutableBytes { output in
            let start = unsafe output.bindMemory(to: UInt8.self).baseAddress
            unsafe texts.withUnsafeBufferPointer { input in
                unsafe ends.withUnsafeBufferPointer {
                    unsafe ccrypto_sha256_each(start, input.baseAddress, $0.baseAddress, $0.count)
                }
            }
        }
        return digests
    }

    /// A digest that was made before; nil when there are not 32 bytes.
    package init?(_ bytes: Span<UInt8>) {
        guard bytes.count == Self.size else { return nil }
        unsafe withUnsafeMutableBytes(of: &lanes) { output in
            for index in 0..<Self.size { unsafe output[index] = bytes[index] }
        }
    }

    /// A digest from its 64 digits.
    package init?(hexadecimal: String) {
        self.init(digits: hexadecimal.utf8.span)
    }

    /// A digest from its 64 digits as bytes.
    init?(digits: Span<UInt8>) {
        guard digits.count == 2 * Self.size else { return nil }
        var faults: UInt64 = 0
        unsafe digits.withUnsafeBytes { text in
            for lane in 0..<4 {
                let start = 16 * lane
                let first = unsafe text.loadUnaligned(fromByteOffset: start, as: UInt64.self)
                let next = unsafe text.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self)
                let low = Self.value(ofEight: UInt64(littleEndian: first), &faults)
                let high = Self.value(ofEight: UInt64(littleEndian: next), &faults)
                lanes[lane] = UInt64(littleEndian: high << 32 | low)
            }
        }
        if faults != 0 { return nil }
    }

    /// Four bytes from eight digits, all at once: this is read a million times in a row. What is no
    /// digit leaves a mark in `faults`.
    @inline(__always)
    private static func value(ofEight digits: UInt64, _ faults: inout UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let isLetter = digits >> 6 & ones
        let values = (digits & (ones &* 15)) &+ isLetter &* 9
        // Written again, the values must be the digits that they were read from.
        let isTenOrMore = (values &+ ones &* 6) >> 4 & ones
        let again = values &+ ones &* 48 &+ isTenOrMore &* 39
        faults |= (again ^ digits) | (values & (ones &* 16))
        let pairs = (values << 4 | values >> 8) & 0x00FF_00FF_00FF_00FF
        let fours = (pairs | pairs >> 8) & 0x0000_FFFF_0000_FFFF
        return (fours | fours >> 16) & 0xFFFF_FFFF
    }

    package var bytes: [UInt8] {
        unsafe withUnsafeBytes(of: lanes) { unsafe Array($0) }
    }

    package var hexadecimal: String { Hexadecimal.text(of: bytes) }
}

extension SHA256Digest: CustomStringConvertible {
    package var description: String { hexadecimal }
}
