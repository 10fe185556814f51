/// How the usage of a stretch of time follows from its events.
package enum UsageAggregation: String, CaseIterable, Hashable, Sendable {
    case sum
    /// The last value stands for the whole stretch, as with seats or disk space.
    case latest
}

/// Usage over time, sorted once so that any stretch of it is two binary searches away.
package struct UsageSeries: Sendable {
    private let instants: [Instant]
    private let values: [PreciseAmount]
    /// The sum of the first n values, for every n.
    private let sums: [PreciseAmount]

    package static let none = UsageSeries()

    private init() {
        (instants, values, sums) = ([], [], [.zero])
    }

    /// Events in any order; of several at the same instant the one given last is the latest. One
    /// below zero corrects others.
    package init(_ events: [(at: Instant, value: PreciseAmount)]) throws(GrantError) {
        let order = events.indices.sorted { (events[$0].at, $0) < (events[$1].at, $1) }
        var sums: [PreciseAmount] = [.zero]
        sums.reserveCapacity(events.count + 1)
        var sum = PreciseAmount.zero
        for index in order {
            sum = try sum.plus(events[index].value)
            sums.append(sum)
        }
        instants = order.map { events[$0].at }
        values = order.map { events[$0].value }
        self.sums = sums
    }

    /// The usage from an instant up to another, that one excluded; none where nothing happened.
    package func usage(
        from start: Instant,
        to end: Instant,
        _ aggregation: UsageAggregation,
    ) throws(GrantError) -> PreciseAmount {
        let first = count(before: start)
        let last = count(before: end)
        guard first < last else { return .zero }
        switch aggregation {
        case .sum: return try sums[last].minus(sums[first])
        case .latest: return values[last - 1]
        }
    }

    /// How many events lie before an instant.
    private func count(before instant: Instant) -> Int {
        var (low, high) = (0, instants.count)
        while low < high {
            let middle = low + (high - low) / 2
            if instants[middle] < instant { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
