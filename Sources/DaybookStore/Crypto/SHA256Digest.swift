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

    /// A digest that was made before; nil when there are not 32 bytes.
    package init?(_ bytes: Span<UInt8>) {
        guard bytes.count == Self.size else { return nil }
        unsafe withUnsafeMutableBytes(of: &lanes) { output in
            for index in 0..<Self.size { unsafe output[index] = bytes[index] }
        }
    }

    /// A digest from its 64 digits.
    package init?(hexadecimal: String) {
        guard let bytes = Hexadecimal.bytes(of: hexadecimal) else { return nil }
        self.init(bytes.span)
    }

    /// A digest from its 64 digits as bytes.
    init?(digits: Span<UInt8>) {
        guard digits.count == 2 * Self.size else { return nil }
        // Looked at in one go and judged at the end: this is read a million times in a row.
        var faults: UInt8 = 0
        unsafe withUnsafeMutableBytes(of: &lanes) { output in
            for index in 0..<Self.size {
                let high = Hexadecimal.value(digits[2 * index], &faults)
                let low = Hexadecimal.value(digits[2 * index + 1], &faults)
                unsafe output[index] = high << 4 | low
            }
        }
        if faults != 0 { return nil }
    }

    package var bytes: [UInt8] {
        unsafe withUnsafeBytes(of: lanes) { unsafe Array($0) }
    }

    package var hexadecimal: String { Hexadecimal.text(of: bytes) }
}

extension SHA256Digest: CustomStringConvertible {
    package var description: String { hexadecimal }
}
