import DaybookCore
import TestRigs
import Testing

@Suite("The nearest words")
struct NearestWordsTests {
    @Test("Only words that are near enough are offered, and not too many")
    func offers() throws {
        for row in try TestFolder().rows("nearest.tsv") {
            let known = row[1].split(separator: " ").map(String.init)
            let offered = NearestWords.among(known, to: row[0]).joined(separator: " ")
            #expect(offered == row[2], "\(row)")
        }
    }

    @Test("A word too long for a slip is not compared")
    func longWords() {
        let long = String(repeating: "a", count: 41)
        #expect(NearestWords.among([long], to: long) == [])
        #expect(NearestWords.among([String(long.dropLast())], to: String(long.dropLast())) != [])
    }

    @Test("The bounded distance is the distance by definition, up to its limit")
    func distances() {
        forEachSeed(400) { generator in
            let left = randomWord(&generator)
            let right = randomWord(&generator)
            let distance = definedDistance(left[...], right[...])
            for limit in 0...5 {
                let bounded = NearestWords.boundedDistance(left, right, limit: limit)
                try #require(bounded == (distance <= limit ? distance : nil), "\(left) \(right)")
            }
        }
    }

    private func randomWord(_ generator: inout SeededGenerator) -> [Unicode.Scalar] {
        let count = Int.random(in: 0...5, using: &generator)
        return (0..<count).map { _ in ["a", "b", "c"].randomElement(using: &generator) ?? "a" }
    }

    /// The definition, word for word, with no thought for time.
    private func definedDistance(
        _ left: ArraySlice<Unicode.Scalar>,
        _ right: ArraySlice<Unicode.Scalar>,
    ) -> Int {
        guard let one = left.last, let other = right.last else {
            return max(left.count, right.count)
        }
        let shortLeft = left.dropLast()
        let shortRight = right.dropLast()
        var distance = definedDistance(shortLeft, shortRight) + (one == other ? 0 : 1)
        distance = min(distance, definedDistance(shortLeft, right) + 1)
        distance = min(distance, definedDistance(left, shortRight) + 1)
        if shortLeft.last == other, shortRight.last == one {
            let swapped = definedDistance(shortLeft.dropLast(), shortRight.dropLast())
            distance = min(distance, swapped + 1)
        }
        return distance
    }
}
