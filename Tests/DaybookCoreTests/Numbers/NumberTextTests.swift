import DaybookCore
import TestRigs
import Testing

@Suite struct NumberTextTests {
    @Test func readsWellFormedNumbersAndSaysWhereOthersStop() throws {
        for row in try TestFolder().rows("Numbers-parsing.tsv") {
            let found: String
            do {
                found = try PreciseAmount(row[0]).description
            } catch {
                found = "\(error.reason) \(error.offset)"
            }
            #expect(found == row[1], "\(row)")
        }
    }

    @Test func everyNumberReadsBackFromItsText() {
        forEachSeed(2000) { generator in
            let digits = Int128(Int64.random(in: .min ... .max, using: &generator))
            let wide = digits * Int128(Int64.random(in: 0...99_999_999_999, using: &generator))
            let scale = Int.random(in: 0...38, using: &generator)
            let number = try PreciseAmount(coefficient: wide, scale: scale)
            let back = try PreciseAmount(number.description)
            try #require(back == number)
        }
    }

    @Test func randomBytesNeverTrap() {
        let alphabet = Array("0123456789.-+eE ,x\u{0}".utf8)
        forEachSeed(3000) { generator in
            let count = Int.random(in: 0...60, using: &generator)
            let bytes = (0..<count).map { _ in alphabet.randomElement(using: &generator)! }
            guard let number = try? PreciseAmount(bytes.span) else { return }
            try #require(try PreciseAmount(number.description) == number)
        }
    }
}
