package import DaybookCore
package import DaybookWire

/// The end of a journal at some time, signed, to be kept elsewhere: whoever has it can tell later
/// whether anything up to there was changed or cut off.
package struct JournalHead: Hashable, Sendable {
    package let end: JournalRepository.End
    package let at: Instant
    /// Whose journal it is.
    package let organisation: RecordID
    package let key: VerifyingKey
    private let signature: [UInt8]

    /// Signs the end of a journal.
    package init(
        _ end: JournalRepository.End,
        of organisation: RecordID,
        at instant: Instant,
        signedWith key: SigningKey,
    ) {
        self.end = end
        self.organisation = organisation
        at = instant
        self.key = key.verifying
        signature = key.signature(
            of: Self.bytes(Self.members(end, organisation, instant, key.verifying))
        )
    }

    package var hasValidSignature: Bool {
        key.hasSigned(Self.bytes(Self.members(end, organisation, at, key)), signature)
    }

    // MARK: - As text

    private static func members(
        _ end: JournalRepository.End,
        _ organisation: RecordID,
        _ instant: Instant,
        _ key: VerifyingKey,
    ) -> [JSONValue.Member] {
        [
            .init("at", .string(instant.iso8601)),
            .init("hash", .string(end.hash.hexadecimal)),
            .init("key", .string(key.hexadecimal)),
            .init("number", .integer(end.number)),
            .init("organisation", .string(organisation.description)),
        ]
    }

    /// What is signed: the canonical text of everything but the signature.
    private static func bytes(_ members: [JSONValue.Member]) -> [UInt8] {
        JSONWriter.bytes(.object(members), .canonical)
    }

    package var json: JSONValue {
        .object(
            Self.members(end, organisation, at, key)
                + [.init("signature", .string(Hexadecimal.text(of: signature)))]
        )
    }

    /// Reads what `json` wrote. Whether the signature is valid is another question.
    package init(json bytes: [UInt8]) throws {
        let root = try JSONDocument(bytes).root
        let hash = try root.required("hash")
        let key = try root.required("key")
        let organisation = try root.required("organisation")
        let signature = try root.required("signature")
        guard let digest = SHA256Digest(hexadecimal: try hash.string()) else {
            throw hash.mismatch("a hash of 64 digits")
        }
        guard let verifying = Hexadecimal.bytes(of: try key.string()).flatMap({ VerifyingKey($0) })
        else { throw key.mismatch("a key of 64 digits") }
        guard let id = RecordID(try organisation.string()) else {
            throw organisation.mismatch("an id")
        }
        guard let signed = Hexadecimal.bytes(of: try signature.string()) else {
            throw signature.mismatch("a signature of 128 digits")
        }
        let number = try root.required("number")
        guard try number.integer() >= 0 else { throw number.mismatch("a number of an entry") }
        end = .init(number: try number.integer(), hash: digest)
        at = try Instant(iso8601: try root.required("at").string())
        self.organisation = id
        self.key = verifying
        self.signature = signed
    }
}
