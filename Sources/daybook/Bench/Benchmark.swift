/// A figure that Daybook promises, and how it is taken.
struct Benchmark: Sendable {
    let name: String
    let summary: String
    /// What the figure counts, a second; more is better.
    let unit: String
    let budget: Double
    /// How much is done for one figure, at two sizes, so that growth shows.
    let sizes: [Int]
    /// Does the work once and answers how much of the unit was done.
    let run: @Sendable (Int) throws -> Double

    /// The median rate of several runs of one size.
    func measure(size: Int, runs: Int) throws -> Double {
        let clock = ContinuousClock()
        var rates: [Double] = []
        for _ in 0..<runs {
            let start = clock.now
            let amount = try run(size)
            let (seconds, attoseconds) = start.duration(to: clock.now).components
            rates.append(amount / (Double(seconds) + Double(attoseconds) / 1e18))
        }
        return rates.sorted()[rates.count / 2]
    }

    /// Every figure that can be taken, in the order of the house: from the ground up.
    static let all: [Benchmark] = [.numbers, .wire] + engine
}
