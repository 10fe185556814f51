import DaybookCore
import TestRigs
import Testing

/// What holds for every contract, however it is cut into phases and changed.
@Suite struct ContractPropertyTests {
    /// Trust: the periods of each version of each item tile the time in which it runs: no day is
    /// billed twice, and none is left out.
    @Test func noDayIsBilledTwiceOrLeftOut() {
        forEachSeed(200) { generator in
            var schedule = try Samples.schedule(&generator)
            try Samples.change(&schedule, &generator)
            let end = try #require(schedule.end)
            let due = try schedule.due(through: end)
            let groups = Dictionary(grouping: due.filter { $0.key.period != nil }) {
                "\($0.key.phase)/\($0.key.item)/\($0.key.version)"
            }
            for (name, items) in groups {
                let periods = items.sorted { ($0.key.period ?? 0) < ($1.key.period ?? 0) }
                for (one, next) in zip(periods, periods.dropFirst()) {
                    try #require(one.service.to == next.service.from, "\(name): \(schedule)")
                }
                for item in periods {
                    try #require(item.fullService.contains(item.service), "\(name)")
                    try #require(item.invoiceAt <= end, "\(name): \(item)")
                }
            }
            try Samples.requireCoverage(of: schedule, groups)
            // Asked again, or for less and then for more, the same is due under the same keys.
            let keys = due.map(\.key)
            try #require(Set(keys).count == keys.count)
            let half = try schedule.start.adding(
                microseconds: end.microseconds(since: schedule.start) / 2
            )
            let early = try schedule.due(through: half)
            for item in early { try #require(due.contains(item), "\(item.key)") }
        }
    }

    /// Whatever is billed when, in the end it is what is due.
    @Test func settlementEndsAtWhatIsDue() {
        forEachSeed(200) { generator in
            let euro = try #require(Currency(iso: "EUR"))
            var billed: [DueReconciliation.Entry] = []
            var due: [DueReconciliation.Entry] = []
            for _ in 0..<4 {
                due = try Samples.entries(euro, &generator)
                for adjustment in try DueReconciliation.adjustments(billed: billed, due: due) {
                    billed.append(
                        DueReconciliation.Entry(
                            plan: adjustment.plan,
                            key: adjustment.key,
                            service: adjustment.service,
                            amount: adjustment.amount
                        )
                    )
                }
                let again = try DueReconciliation.adjustments(billed: billed, due: due)
                try #require(again.isEmpty, "a second run writes nothing")
            }
            let (sum, owed) = (
                try billed.map(\.amount.amount).sum(), try due.map(\.amount.amount).sum()
            )
            try #require(sum == owed)
        }
    }
}

private enum Samples {
    static func instant(day: Int) throws -> Instant {
        try Instant(seconds: Int64(1_704_067_200 + day * 86_400))
    }

    static func schedule(_ generator: inout SeededGenerator) throws -> ContractSchedule {
        let cadences = ["P1M", "P1W", "P3M", "P1Y"]
        let start = try instant(day: Int.random(in: 0...60, using: &generator))
        let length = Int.random(in: 40...500, using: &generator)
        let phases = try (0..<Int.random(in: 1...3, using: &generator)).map { index in
            let items = try (0..<Int.random(in: 1...3, using: &generator)).map { number in
                let cadence = cadences.randomElement(using: &generator) ?? "P1M"
                return ContractSchedule.Item(
                    key: "item-\(number)",
                    versions: [.init(try item("item-\(number)", cadence, &generator))]
                )
            }
            let days = index * Int.random(in: 20...90, using: &generator)
            let offset = ScheduleOffset(try CalendarDuration(days: days))
            return ContractSchedule.Phase(key: "phase-\(index)", offset: offset, items: items)
        }
        return try ContractSchedule(
            start: start,
            end: start.adding(microseconds: Int64(length) * 86_400_000_000),
            cadence: try CalendarDuration(months: 1),
            anchor: instant(day: Int.random(in: 0...60, using: &generator)),
            zone: .utc,
            phases: phases.sorted { (try? $0.days) ?? 0 < (try? $1.days) ?? 0 }
        )
    }

    private static func item(
        _ key: String,
        _ cadence: String,
        _ generator: inout SeededGenerator,
    ) throws -> PricedItem {
        let prices: [Price] = [
            .unit(.one), .flat(PreciseAmount(10), .inAdvance), .flat(PreciseAmount(10), .inArrears),
        ]
        let price = prices.randomElement(using: &generator) ?? .unit(.one)
        return PricedItem(
            key: key,
            terms: try PriceTerms(price),
            cadence: try parsedDuration(cadence)
        )
    }

    /// Replaces and removes items at times within the contract, as long as the rules allow.
    static func change(
        _ schedule: inout ContractSchedule,
        _ generator: inout SeededGenerator,
    ) throws {
        var day = 61
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
            day += Int.random(in: 1...40, using: &generator)
            let moment = try instant(day: day)
            guard let index = try schedule.phase(at: moment) else { return }
            let key = schedule.phases[index].key
            let item = "item-\(Int.random(in: 0...2, using: &generator))"
            do {
                if Bool.random(using: &generator) {
                    let priced = try Self.item(item, "P1M", &generator)
                    try schedule.addItem(priced, toPhase: key, at: moment)
                } else {
                    try schedule.removeItem(item, fromPhase: key, at: moment)
                }
            } catch is ContractError {
                continue
            }
        }
    }

    /// From the first activation to the last deactivation of an item there is a period for each
    /// moment in which it runs.
    static func requireCoverage(
        of schedule: ContractSchedule,
        _ groups: [String: [DueItem]],
    ) throws {
        for index in schedule.phases.indices {
            let span = try schedule.span(ofPhase: index)
            if span.isEmpty { continue }
            for item in schedule.phases[index].items {
                for (number, version) in item.versions.enumerated() {
                    let name = "\(schedule.phases[index].key)/\(item.key)/\(number)"
                    guard let periods = groups[name] else { continue }
                    let first = try #require(periods.map(\.service.from).min())
                    let last = try #require(periods.map(\.service.to).max())
                    if version.from == nil { try #require(first == span.from, "\(name)") }
                    if version.to == nil { try #require(last == span.to, "\(name)") }
                }
            }
        }
    }

    static func entries(
        _ currency: Currency,
        _ generator: inout SeededGenerator,
    ) throws -> [DueReconciliation.Entry] {
        let schedule = try ContractSchedule(
            start: instant(day: 0),
            cadence: try CalendarDuration(months: 1),
            zone: .utc,
            phases: [
                .init(
                    key: "main",
                    offset: .none,
                    items: [
                        .init(key: "fee", versions: [.init(try item("fee", "P1M", &generator))])
                    ]
                )
            ]
        )
        let due = try schedule.due(
            through: instant(day: Int.random(in: 40...300, using: &generator))
        )
        return due.filter { _ in Int.random(in: 0..<5, using: &generator) > 0 }.map { item in
            let cents = Int128.random(in: 0...90_000, using: &generator)
            let amount = Money(minorUnits: cents, currency)
            return DueReconciliation.Entry(
                plan: 0,
                key: item.key,
                service: item.service,
                amount: amount
            )
        }
    }
}

extension ContractSchedule.Phase {
    /// For sorting phases at random: how far behind the start this one begins.
    fileprivate var days: Int {
        get throws {
            let start = try Instant(seconds: 0)
            let schedule = try ContractSchedule(
                start: start,
                cadence: try CalendarDuration(days: 1),
                zone: .utc,
                phases: [self]
            )
            return Int(
                try schedule.span(ofPhase: 0).from.microseconds(since: start) / 86_400_000_000
            )
        }
    }
}
