internal import CCrypto

/// A key of Ed25519 that signs. It is a secret: no text of it ever shows more than that.
@safe package final class SigningKey: Sendable {
    /// What the key is made from, and all that is kept of it.
    package static var seedSize: Int { 32 }

    private let seed: [UInt8]
    private let secret: [UInt8]
    /// Who has it can check what this key has signed.
    package let verifying: VerifyingKey

    /// - Parameter seed: 32 bytes that nobody else knows.
    package init?(seed: [UInt8]) {
        guard seed.count == Self.seedSize else { return nil }
        var key = [UInt8](repeating: 0, count: VerifyingKey.size)
        var secret = [UInt8](repeating: 0, count: 64)
        _ = unsafe crypto_sign_ed25519_seed_keypair(&key, &secret, seed)
        guard let verifying = VerifyingKey(key) else { return nil }
        self.seed = seed
        self.secret = secret
        self.verifying = verifying
    }

    /// A new key from the system's chance; nil when the system gives none.
    package static func random() -> SigningKey? {
        guard ccrypto_start() == 0 else { return nil }
        var seed = [UInt8](repeating: 0, count: seedSize)
        unsafe randombytes_buf(&seed, seed.count)
        return SigningKey(seed: seed)
    }

    /// The 64 bytes that only this key can make of these.
    package func signature(of bytes: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: VerifyingKey.signatureSize)
        _ = unsafe crypto_sign_ed25519_detached(
            &signature,
            nil,
            bytes,
            UInt64(bytes.count),
            secret,
        )
        return signature
    }

    /// The seed, for the one file that keeps it.
    package func withSeed<Answer, Failure: Error>(
        _ body: ([UInt8]) throws(Failure) -> Answer,
    ) throws(Failure) -> Answer {
        try body(seed)
    }
}

extension SigningKey: CustomStringConvertible, CustomReflectable {
    package var description: String { "•••" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
