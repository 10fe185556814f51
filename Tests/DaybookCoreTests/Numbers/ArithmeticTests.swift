import DaybookCore
import TestRigs
import Testing

@Suite struct ArithmeticTests {
    /// Trust: sums, products and quotients of any size are exact, as another library computes them,
    /// or they are refused.
    @Test func agreesWithAnIndependentDecimalLibrary() throws {
        for row in try TestFolder().rows("Numbers-arithmetic.tsv") {
            let found = try answer(to: row)
            #expect(found == row[5], "\(row)")
        }
    }

    private func answer(to row: TableRow) throws -> String {
        let one = try PreciseAmount(row[1])
        let other = row[2].isEmpty ? .zero : try PreciseAmount(row[2])
        let scale = Int(row[3]) ?? 0
        let rule = RoundingRule(rawValue: row[4]) ?? .halfEven
        do {
            let result: PreciseAmount
            switch row[0] {
            case "add": result = try one.adding(other)
            case "subtract": result = try one.subtracting(other)
            case "multiply": result = try one.multiplied(by: other)
            case "multiplyRounded":
                result = try one.multiplied(by: other, scale: scale, rounding: rule)
            case "divide": result = try one.divided(by: other, scale: scale, rounding: rule)
            case "round": result = one.rounded(toScale: scale, rule)
            case "compare": return one < other ? "<" : one == other ? "=" : ">"
            case let operation: return "no operation \(operation)"
            }
            return result.normalized.description
        } catch {
            return name(of: error)
        }
    }

    private func name(of error: NumberError) -> String {
        switch error {
        case .overflow: "overflow"
        case .inexact: "inexact"
        case .divisionByZero: "divisionByZero"
        case .mixedCurrencies: "mixedCurrencies"
        case .unusableWeights: "unusableWeights"
        }
    }

    @Test func equalNumbersHashAlikeWhateverTheirScale() {
        forEachSeed(500) { generator in
            let digits = Int128(Int64.random(in: -1_000_000...1_000_000, using: &generator))
            let scale = Int.random(in: 0...12, using: &generator)
            let short = try PreciseAmount(coefficient: digits, scale: scale)
            let long = try PreciseAmount(coefficient: digits * 1_000_000, scale: scale + 6)
            try #require(short == long)
            try #require(short.hashValue == long.hashValue)
            try #require(!(short < long) && !(long < short))
        }
    }

    @Test func quotientAndRemainderMakeTheDividend() {
        forEachSeed(500) { generator in
            let a = try PreciseAmount(
                coefficient: Int128(Int64.random(in: .min ... .max, using: &generator)),
                scale: 6
            )
            let b = try PreciseAmount(
                coefficient: Int128(Int64.random(in: 1...9999, using: &generator)),
                scale: 3
            )
            let (quotient, remainder) = try a.quotientAndRemainder(dividingBy: b)
            try #require(try quotient.multiplied(by: b).adding(remainder) == a)
            try #require(remainder.magnitude < b)
        }
    }
}
