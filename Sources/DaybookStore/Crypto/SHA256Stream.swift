internal import CCrypto

/// A SHA-256 of bytes that come in pieces.
package struct SHA256Stream: Sendable {
    private var state = crypto_hash_sha256_state()

    package init() {
        _ = unsafe crypto_hash_sha256_init(&state)
    }

    package mutating func append(_ bytes: Span<UInt8>) {
        if bytes.isEmpty { return }
        unsafe bytes.withUnsafeBufferPointer { input in
            _ = unsafe crypto_hash_sha256_update(&state, input.baseAddress, UInt64(input.count))
        }
    }

    /// The digest of all that was appended; this stream can go on.
    package func digest() -> SHA256Digest {
        var rest = state
        var bytes = [UInt8](repeating: 0, count: SHA256Digest.size)
        _ = unsafe crypto_hash_sha256_final(&rest, &bytes)
        guard let digest = SHA256Digest(bytes.span) else {
            preconditionFailure("a digest has 32 bytes")
        }
        return digest
    }
}
