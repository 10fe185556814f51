/// A figure that Daybook promises, and how it is taken.
struct Benchmark: Sendable {
    let name: String
    let summary: String
    /// What the figure counts, a second; more is better.
    let unit: String
    let budget: Double
    /// How much is done for one figure, at two sizes, so that growth shows.
    let sizes: [Int]
    /// Whether the work can be done again on what was made for it once.
    let isRepeatable: Bool
    /// Makes what the work needs, which is not measured, and hands back the work: done once, it
    /// answers how much of the unit was done.
    let prepare: @Sendable (Int) throws -> () throws -> Double

    init(
        name: String,
        summary: String,
        unit: String,
        budget: Double,
        sizes: [Int],
        isRepeatable: Bool = false,
        prepare: @escaping @Sendable (Int) throws -> () throws -> Double,
    ) {
        self.name = name
        self.summary = summary
        self.unit = unit
        self.budget = budget
        self.sizes = sizes
        self.isRepeatable = isRepeatable
        self.prepare = prepare
    }

    /// Work that needs nothing made before.
    init(
        name: String,
        summary: String,
        unit: String,
        budget: Double,
        sizes: [Int],
        run: @escaping @Sendable (Int) throws -> Double,
    ) {
        self.init(name: name, summary: summary, unit: unit, budget: budget, sizes: sizes) { size in
            { try run(size) }
        }
    }

    /// The median rate of several runs of one size.
    func measure(size: Int, runs: Int) throws -> Double {
        let clock = ContinuousClock()
        var rates: [Double] = []
        var kept: (() throws -> Double)?
        for _ in 0..<runs {
            let work = try kept ?? prepare(size)
            if isRepeatable { kept = work }
            let start = clock.now
            let amount = try work()
            let (seconds, attoseconds) = start.duration(to: clock.now).components
            rates.append(amount / (Double(seconds) + Double(attoseconds) / 1e18))
        }
        return rates.sorted()[rates.count / 2]
    }

    /// Every figure that can be taken, in the order of the house: from the ground up.
    static let all: [Benchmark] = [.numbers, .wire] + engine + ledger + events + queries
}
