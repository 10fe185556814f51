internal import DaybookWire

/// The signature of a pack's manifest, and the key that can check it.
package struct PackSignature: Hashable, Sendable {
    package let key: VerifyingKey
    private let signature: [UInt8]

    /// Signs the bytes of a manifest.
    package init(of manifest: [UInt8], with key: SigningKey) {
        self.key = key.verifying
        signature = key.signature(of: manifest)
    }

    /// Whether the key has signed these bytes. Whose key that is, is another question.
    package func isValid(for manifest: [UInt8]) -> Bool {
        key.hasSigned(manifest, signature)
    }

    /// Its canonical text.
    package var bytes: [UInt8] {
        var json = JSONStream()
        json.object { json in
            json.text("algorithm", Self.algorithm)
            json.text("key", key.hexadecimal)
            json.text("signature", Hexadecimal.text(of: signature))
        }
        return json.bytes
    }

    /// Reads what `bytes` wrote, and nothing else.
    package init(reading text: [UInt8]) throws {
        let root = try JSONDocument(text).root
        key = try VerifyingKey(json: root.required("key"))
        let signed = try root.required("signature")
        guard let signature = Hexadecimal.bytes(of: try signed.string()) else {
            throw signed.mismatch("a signature of 128 digits")
        }
        self.signature = signature
        guard bytes == text else { throw root.mismatch("the text of a signature") }
    }

    private static var algorithm: String { "ed25519" }
}

extension VerifyingKey {
    /// The key of 64 digits.
    package init?(hexadecimal text: String) {
        guard let bytes = Hexadecimal.bytes(of: text) else { return nil }
        self.init(bytes)
    }

    /// The key that a head of the journal or a signature of a pack names, or that stands alone.
    package init?(file bytes: [UInt8]) {
        let text = bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...]
        if let key = VerifyingKey(hexadecimal: String(decoding: text, as: UTF8.self)) {
            self = key
        } else if let root = try? JSONDocument(bytes).root,
            let key = try? VerifyingKey(json: root.required("key"))
        {
            self = key
        } else {
            return nil
        }
    }

    fileprivate init(json: JSONNode) throws {
        guard let key = VerifyingKey(hexadecimal: try json.string()) else {
            throw json.mismatch("a key of 64 digits")
        }
        self = key
    }
}
