import DaybookCore
import TestRigs
import Testing

@Suite struct NumberBytesTests {
    @Test func bytesAreThoseOfTheText() {
        forEachSeed(300) { generator in
            for _ in 0..<20 {
                let bits = Int.random(in: 0...126, using: &generator)
                let digits = Int128.random(in: 0...(1 << Int128(bits)), using: &generator)
                let sign: Int128 = Bool.random(using: &generator) ? -1 : 1
                let scale = Int.random(in: 0...38, using: &generator)
                guard let amount = try? PreciseAmount(coefficient: digits * sign, scale: scale)
                else { continue }
                var bytes: [UInt8] = []
                amount.append(to: &bytes)
                try #require(String(decoding: bytes, as: UTF8.self) == amount.description)
            }
        }
    }

    @Test(arguments: [
        "0", "0.00", "-0.01", "9", "10", "18446744073709551615", "18446744073709551616",
        "-1.844674407370955161", "0.000000000000000001", "123456789012345678901234567890.5",
    ])
    func edgesAreWrittenInFull(_ text: String) throws {
        var bytes: [UInt8] = []
        try PreciseAmount(text).append(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }
}
