import CCrypto
import DaybookStore
import TestRigs
import Testing

@Suite struct CryptoTests {
    @Test func hashesAreThoseOfTheStandard() throws {
        for row in try TestFolder().rows("hashes.tsv") {
            let digest = SHA256Digest(of: Array(row[0].utf8).span)
            #expect(digest.hexadecimal == row[1], "\(row)")
            #expect(SHA256Digest(hexadecimal: row[1]) == digest)
            #expect(SHA256Digest(digest.bytes.span) == digest)
        }
    }

    /// The instructions of the processor and the portable code come to the same.
    @Test func aHashDoesNotDependOnTheProcessor() {
        var bytes: [UInt8] = []
        for count in 0..<600 {
            var portable = [UInt8](repeating: 0, count: 32)
            _ = unsafe crypto_hash_sha256(&portable, bytes, UInt64(bytes.count))
            #expect(SHA256Digest(of: bytes.span).bytes == portable, "\(count) bytes")
            bytes.append(portable[count % 32])
        }
        let long = [UInt8](repeating: 0x5A, count: 1_000_003)
        var portable = [UInt8](repeating: 0, count: 32)
        _ = unsafe crypto_hash_sha256(&portable, long, UInt64(long.count))
        #expect(SHA256Digest(of: long.span).bytes == portable)
    }

    /// Texts of all lengths around the blocks that a hash is made of, none to forty at a time.
    @Test func hashesSideBySideAreThoseOneByOne() {
        var texts: [UInt8] = []
        var ends: [Int] = []
        var digests: [SHA256Digest] = []
        for count in 0..<40 {
            #expect(SHA256Digest.each(of: texts.span, ends: ends.span) == digests, "\(count) texts")
            let text = (0..<(count * 37 % 200)).map { UInt8(truncatingIfNeeded: $0 &* count) }
            texts += text
            ends.append(texts.count)
            digests.append(SHA256Digest(of: text.span))
        }
    }

    /// The code that stands in where the processor has no instructions for it, on any processor.
    @Test func codeSideBySideIsThatOfTheLibrary() {
        var texts: [UInt8] = []
        var ends: [Int] = []
        var digests: [UInt8] = []
        for count in 0..<600 {
            let text = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ count) }
            var digest = [UInt8](repeating: 0, count: SHA256Digest.size)
            _ = unsafe crypto_hash_sha256(&digest, text, UInt64(text.count))
            texts += text
            ends.append(texts.count)
            digests += digest
        }
        var found = [UInt8](repeating: 0, count: digests.count)
        unsafe ccrypto_sha256_side_by_side(&found, texts, ends, ends.count)
        #expect(found == digests)
    }

    @Test func aHashOfPiecesIsThatOfTheWhole() {
        let whole = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        for size in [1, 63, 64, 65, 1000] {
            var stream = SHA256Stream()
            for start in stride(from: 0, to: whole.count, by: size) {
                let end = min(start + size, whole.count)
                let (piece, all) = (Array(whole[start..<end]), Array(whole[..<end]))
                stream.append(piece.span)
                #expect(stream.digest() == SHA256Digest(of: all.span), "\(end) bytes")
            }
        }
    }

    @Test func signaturesAreThoseOfTheStandard() throws {
        for row in try TestFolder().rows("signatures.tsv") {
            let seed = try #require(Hexadecimal.bytes(of: row[0]))
            let message = try #require(Hexadecimal.bytes(of: row[2]))
            let key = try #require(SigningKey(seed: seed))
            #expect(key.verifying.hexadecimal == row[1])
            #expect(Hexadecimal.text(of: key.signature(of: message)) == row[3], "\(row)")
            #expect(key.verifying.hasSigned(message, key.signature(of: message)))
        }
    }

    @Test func aSignatureIsOfThisTextByThisKeyOnly() throws {
        let one = try #require(SigningKey.random())
        let other = try #require(SigningKey.random())
        let signature = one.signature(of: [1, 2, 3])
        #expect(one.verifying.hasSigned([1, 2, 3], signature))
        #expect(!one.verifying.hasSigned([1, 2, 4], signature))
        #expect(!other.verifying.hasSigned([1, 2, 3], signature))
        #expect(!one.verifying.hasSigned([1, 2, 3], Array(signature.dropLast())))
        #expect(!one.verifying.hasSigned([1, 2, 3], []))
        #expect(SigningKey(seed: [1]) == nil)
        #expect(VerifyingKey([1]) == nil)
    }

    @Test func aKeyIsNeverShown() throws {
        let key = try #require(SigningKey(seed: [UInt8](repeating: 7, count: 32)))
        var dumped = ""
        dump(key, to: &dumped)
        #expect("\(key)" == "•••")
        #expect(!dumped.contains("7"))
    }

    @Test func digitsAreTakenInOneFormOnly() {
        #expect(Hexadecimal.text(of: [0, 0x9A, 0xFF]) == "009aff")
        #expect(Hexadecimal.bytes(of: "009aff") == [0, 0x9A, 0xFF])
        for text in ["0", "0g", "FF", " 0", "é"] { #expect(Hexadecimal.bytes(of: text) == nil) }
        #expect(SHA256Digest(hexadecimal: "00") == nil)
    }

    /// Each byte in each place of a digest's digits.
    @Test func aDigestHasDigitsOnly() {
        let sound = SHA256Digest(of: [1].span).hexadecimal
        for place in 0..<64 {
            for byte: UInt8 in 0...255 {
                var digits = Array(sound.utf8)
                digits[place] = byte
                let isDigit = (48...57).contains(byte) || (97...102).contains(byte)
                let digest = SHA256Digest(hexadecimal: String(decoding: digits, as: UTF8.self))
                if digest?.hexadecimal != (isDigit ? String(decoding: digits, as: UTF8.self) : nil)
                {
                    Issue.record("\(byte) at \(place) is \(String(describing: digest))")
                }
            }
        }
    }
}
