import DaybookCore
import DaybookStore
import TestRigs
import Testing

@Suite struct PackManifestTests {
    private static func manifest(_ scope: PackScope, name: String = "Harbour") throws
        -> PackManifest
    {
        PackManifest(
            at: try Instant(seconds: 1_795_000_000),
            date: try #require(CivilDate(year: 2026, month: 11, day: 18)),
            actor: "x\u{1b}[2J\"\\",
            program: "daybook 1.0",
            organisation: .init(id: RecordID(bits: 1), name: name),
            journal: .init(number: 4, hash: .zero),
            scope: scope,
            lists: [
                .init(
                    name: "invoices",
                    count: 2,
                    totals: [
                        .init(currency: "EUR", count: 2, amount: try PreciseAmount("-13460.50"))
                    ]
                ), .init(name: "payments", count: 0, totals: []),
            ],
            members: [
                .init(path: "ledger.db", size: 5, digest: .zero),
                .init(path: "lists/payments.csv", size: 0, digest: .zero),
            ]
        )
    }

    private static func scopes() throws -> [PackScope] {
        let from = try #require(CivilDate(year: 2026, month: 7, day: 1))
        let to = try #require(CivilDate(year: 2026, month: 10, day: 1))
        let period = try Period(from: from, to: to)
        return [
            PackScope(), PackScope(customer: "acme"), PackScope(period: period),
            PackScope(customer: "漢 \u{202e}", period: period),
        ]
    }

    @Test func aManifestReadsBackAsItWasWritten() throws {
        for scope in try Self.scopes() {
            let manifest = try Self.manifest(scope)
            #expect(try PackManifest(reading: manifest.bytes) == manifest)
            #expect(manifest.hasLedger)
        }
    }

    /// Of one manifest there is one text: what is taken at all is written the same again.
    @Test func noTwoTextsAreOneManifest() throws {
        let manifest = try Self.manifest(Self.scopes()[3]).bytes
        let key = try #require(SigningKey(seed: [UInt8](repeating: 7, count: 32)))
        let signature = PackSignature(of: manifest, with: key).bytes
        #expect(try PackSignature(reading: signature).isValid(for: manifest))
        let pieces = ["\"", "{", "}", "[", "]", ",", ":", "0", "-", " ", "null", "1e3", "\\u0041"]
        forEachSeed(2000) { generator in
            var (bytes, other) = (manifest, signature)
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let piece = Array(pieces.randomElement(using: &generator)!.utf8)
                let start = Int.random(in: 0..<bytes.count, using: &generator)
                let end = min(bytes.count, start + Int.random(in: 0...4, using: &generator))
                bytes.replaceSubrange(start..<end, with: piece)
                let place = Int.random(in: 0..<other.count, using: &generator)
                other.replaceSubrange(place..<(place + 1), with: piece)
            }
            if let read = try? PackManifest(reading: bytes) { try #require(read.bytes == bytes) }
            if let read = try? PackSignature(reading: other) {
                try #require(read.bytes == other)
                try #require(other == signature || !read.isValid(for: manifest))
            }
        }
    }

    @Test func aTextOfValuesAloneIsNotRead() throws {
        let text = "{\"members\":[" + String(repeating: "1,", count: 100_000) + "1]}"
        #expect(throws: UnreadableValue.self) { try PackManifest(reading: Array(text.utf8)) }
        let name = String(repeating: ", ", count: 3000)
        let manifest = try Self.manifest(PackScope(), name: name)
        #expect(try PackManifest(reading: manifest.bytes) == manifest)
    }

    @Test func keysAreReadFromWhateverNamesThem() throws {
        let key = try #require(SigningKey(seed: [UInt8](repeating: 7, count: 32)))
        let digits = key.verifying.hexadecimal
        let signature = PackSignature(of: [1], with: key).bytes
        for text in [Array(digits.utf8), Array((digits + "\n").utf8), signature] {
            #expect(VerifyingKey(file: text) == key.verifying)
        }
        for text in ["", "\n", "{}", "{\"key\":1}", "{\"key\":\"07\"}", digits + "0", "g" + digits]
        {
            #expect(VerifyingKey(file: Array(text.utf8)) == nil, "\(text)")
        }
    }
}
