internal import CCrypto

/// The public half of a key of Ed25519: it tells what the other half has signed.
package struct VerifyingKey: Hashable, Sendable {
    package static var size: Int { 32 }
    package static var signatureSize: Int { 64 }

    package let bytes: [UInt8]

    /// Nil when there are not 32 bytes.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.size else { return nil }
        self.bytes = bytes
    }

    package var hexadecimal: String { Hexadecimal.text(of: bytes) }

    /// Whether this key's other half has signed exactly these bytes.
    package func hasSigned(_ message: [UInt8], _ signature: [UInt8]) -> Bool {
        guard signature.count == Self.signatureSize else { return false }
        let count = UInt64(message.count)
        return unsafe crypto_sign_ed25519_verify_detached(signature, message, count, bytes) == 0
    }
}
