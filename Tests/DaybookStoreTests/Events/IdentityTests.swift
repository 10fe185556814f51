import DaybookCore
import TestRigs
import Testing

@testable import DaybookStore

@Suite struct IdentityTests {
    @Test func runsFindEveryIdentityWhateverTheSizesOfBatches() {
        forEachSeed(4) { random in
            let fresh = try FreshLedger()
            // Identities without events.
            fresh.isLawful = false
            var model: [UInt64: [Int64]] = [:]
            var event: Int64 = 0
            for _ in 0..<25 {
                let count = Int.random(in: 1...20, using: &random) == 1 ? 4200 : 3
                var batch: [(hash: UInt64, event: Int64)] = []
                for _ in 0..<Int.random(in: 1...count, using: &random) {
                    event += 1
                    batch.append((Self.hash(&random), event))
                }
                batch.sort { $0.hash == $1.hash ? $0.event < $1.event : $0.hash < $1.hash }
                for one in batch { model[one.hash, default: []].append(one.event) }
                let asked = (0..<Int.random(in: 1...200, using: &random))
                    .map { _ in Self.hash(&random) }.sorted()
                var found = [[Int64]](repeating: [], count: asked.count)
                try fresh.open.write { connection in
                    let runs = IdentityRuns(connection)
                    try runs.add(batch)
                    try runs.find(asked) { found[$0].append($1) }
                }
                for (hash, events) in zip(asked, found) {
                    try #require(events.sorted() == (model[hash] ?? []).sorted())
                }
            }
            let runs = try fresh.open.read {
                try $0.integer("SELECT count(*) FROM event_identity_runs")
            }
            try #require(runs < 16)
        }
    }

    /// Few enough different ones that many are asked for again, at both ends of all numbers.
    private static func hash(_ random: inout SeededGenerator) -> UInt64 {
        let small = UInt64.random(in: 0...3000, using: &random)
        return Bool.random(using: &random) ? small : .max - small
    }

    @Test func hashesTellSourceAndIdApart() throws {
        let hash = IdentityHash(key: Array(0..<16))
        let pairs = [
            ("a", "bc"), ("ab", "c"), ("", "abc"), ("abc", ""), ("12345678", "1"),
            ("1", "12345678"),
            ("a\u{0}", "b"), ("a", "\u{0}b"),
        ]
        let hashes = pairs.map { hash.hash(source: $0.0.utf8.span, id: $0.1.utf8.span) }
        #expect(Set(hashes).count == pairs.count)
        let other = IdentityHash(key: Array(1..<17))
        #expect(
            hash.hash(source: "a".utf8.span, id: "b".utf8.span)
                != other.hash(source: "a".utf8.span, id: "b".utf8.span)
        )
    }
}
