/// A figure that Daybook promises, and how it is taken.
struct Benchmark: Sendable {
    let name: String
    let summary: String
    /// What the figure counts, a second; more is better.
    let unit: String
    /// Nil where what another program does is the measure.
    let budget: Double?
    /// How much is done for one figure, or asked about, at two sizes, so that growth shows.
    let sizes: [Int]
    let work: Work
    /// Whether the work can be done again on what was made for it once.
    let isRepeatable: Bool
    let peer: BenchPeer?
    /// Makes what the work needs, which is not measured, and hands back the work: done once, it
    /// answers how much of the unit was done.
    let prepare: @Sendable (Int) throws -> () throws -> Double

    /// What the size of a figure is the size of.
    enum Work {
        /// Of what is done.
        case all
        /// Of what a question is asked about.
        case question
    }

    init(
        name: String,
        summary: String,
        unit: String,
        budget: Double?,
        sizes: [Int],
        work: Work = .all,
        isRepeatable: Bool = false,
        peer: BenchPeer? = nil,
        prepare: @escaping @Sendable (Int) throws -> () throws -> Double,
    ) {
        self.name = name
        self.summary = summary
        self.unit = unit
        self.budget = budget
        self.sizes = sizes
        self.work = work
        self.isRepeatable = isRepeatable
        self.peer = peer
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
    ///
    /// - Parameter willRun: is told before each which one it is.
    func measure(size: Int, runs: Int, willRun: (Int) throws -> Void) throws -> Double {
        let clock = ContinuousClock()
        var rates: [Double] = []
        var kept: (() throws -> Double)?
        for run in 1...runs {
            try willRun(run)
            let work = try kept ?? prepare(size)
            if isRepeatable { kept = work }
            let start = clock.now
            let amount = try work()
            let (seconds, attoseconds) = start.duration(to: clock.now).components
            rates.append(amount / (Double(seconds) + Double(attoseconds) / 1e18))
        }
        return rates.sorted()[rates.count / 2]
    }

    /// How many times as long all of the work took, or one question.
    func growth(from small: (size: Int, rate: Double), to large: (size: Int, rate: Double))
        -> Double
    {
        let slowing = small.rate / large.rate
        switch work {
        case .all: return slowing * Double(large.size) / Double(small.size)
        case .question: return slowing
        }
    }

    /// Every figure that can be taken, in the order of the house: from the ground up.
    static let all: [Benchmark] = [.numbers, .wire] + engine + store

    /// What the ledger on disk does.
    static let store: [Benchmark] = events + billing + queries + keeping + journals

    /// Several figures under one name.
    static let groups: [String: [Benchmark]] = ["engine": engine, "ledger": store]
}
