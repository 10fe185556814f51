import DaybookCore

extension Benchmark {
    /// Prices times quantities plus a fee, rounded to the cent and summed up: what rating does.
    static let numbers = Benchmark(
        name: "numbers",
        summary: "price × quantity + fee, rounded to the cent, summed up",
        unit: "M lines/s",
        budget: 20,
        sizes: [1_000_000, 10_000_000],
        run: { count in
            let (prices, quantities) = try operands()
            var total = PreciseAmount.zero
            for index in 0..<count {
                let line = try prices[index & 1023].multiplied(by: quantities[(index &* 7) & 1023])
                    .adding(prices[(index &+ 5) & 1023])
                    .rounded(toScale: 2, .halfAwayFromZero)
                total = try total.adding(line)
            }
            precondition(total.isPositive, "the sum of positive lines is positive")
            return Double(count) / 1e6
        }
    )

    /// Unit prices of 4 to 12 fraction digits, and quantities of up to 3.
    private static func operands() throws(NumberError) -> ([PreciseAmount], [PreciseAmount]) {
        var prices: [PreciseAmount] = []
        var quantities: [PreciseAmount] = []
        var state: UInt64 = 1
        for index in 0..<1024 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let digits = Int128(state >> 33)
            prices.append(try PreciseAmount(coefficient: digits, scale: 4 + index % 9))
            quantities.append(try PreciseAmount(coefficient: digits % 9_999_999, scale: index % 4))
        }
        return (prices, quantities)
    }
}
