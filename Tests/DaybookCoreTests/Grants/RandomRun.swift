import DaybookCore
import TestRigs
import Testing

/// Runs over a few hours, on whole minutes, in which much happens at the same time.
enum RandomRun {
    private static let minutes = 0...240

    static func run(
        _ aggregation: UsageAggregation = .sum,
        using random: inout SeededGenerator,
    ) throws -> BurnDownRun {
        let count = Int.random(in: 0...5, using: &random)
        let grants = try (0..<count).map { try grant($0, using: &random) }
        let start = try minute(.random(in: 0...60, using: &random))
        let until = try max(start, minute(.random(in: minutes, using: &random)))
        let usage = try (0..<Int.random(in: 0...30, using: &random)).map { _ in
            (
                at: try minute(.random(in: minutes, using: &random)),
                value: try amount(upTo: 300, using: &random)
            )
        }
        return BurnDownRun(
            from: try opening(at: start, grants, using: &random),
            until: until,
            grants: grants,
            usage: try UsageSeries(usage),
            aggregation: aggregation,
            resets: try resets(from: start, to: until, using: &random),
        )
    }

    /// An instant at which the run may be cut; often one at which something happens.
    static func instant(
        in run: BurnDownRun,
        using random: inout SeededGenerator,
    ) throws -> Instant {
        var marks = run.resets.map(\.at)
        for grant in run.grants {
            marks += [grant.life.effectiveAt, grant.life.expiresAt].compactMap(\.self)
            if let recurrence = grant.recurrence {
                marks.append(try recurrence.occurrence(.random(in: 0...4, using: &random)))
            }
        }
        marks.append(try minute(.random(in: minutes, using: &random)))
        let mark = try #require(marks.randomElement(using: &random))
        return min(run.until, max(run.opening.at, mark))
    }

    private static func grant(
        _ number: Int,
        using random: inout SeededGenerator,
    ) throws -> Grant {
        let least = try amount(upTo: 300, using: &random)
        let most = try least.adding(amount(upTo: 300, using: &random))
        let rollover = try GrantRollover(minimum: least, maximum: most)
        return try Grant(
            id: GrantID("g\(number)"),
            amount: amount(upTo: 1_000, using: &random),
            priority: .random(in: 1...2, using: &random),
            createdAt: minute(.random(in: 0...2, using: &random)),
            life: GrantLife(
                effectiveAt: minute(.random(in: 0...20, using: &random) * 10),
                expiresAt: end(using: &random),
                deletedAt: end(using: &random),
                voidedAt: end(using: &random),
            ),
            recurrence: Bool.random(using: &random) ? recurrence(using: &random) : nil,
            rollover: Bool.random(using: &random) ? rollover : .none,
        )
    }

    private static func recurrence(using random: inout SeededGenerator) throws -> Recurrence {
        try Recurrence(
            anchor: minute(.random(in: 0...6, using: &random) * 10),
            interval: CalendarDuration(minutes: .random(in: 1...6, using: &random) * 10),
            zone: .utc,
        )
    }

    private static func end(using random: inout SeededGenerator) throws -> Instant? {
        guard Int.random(in: 0...3, using: &random) == 0 else { return nil }
        return try minute(.random(in: 0...24, using: &random) * 10)
    }

    private static func opening(
        at start: Instant,
        _ grants: [Grant],
        using random: inout SeededGenerator,
    ) throws -> BalanceSnapshot {
        let balances = try grants.map { (id: $0.id, amount: try amount(upTo: 500, using: &random)) }
        return BalanceSnapshot(
            at: start,
            balances: GrantBalances(balances),
            overage: Bool.random(using: &random) ? try amount(upTo: 500, using: &random) : .zero,
            usage: try amount(upTo: 500, using: &random),
            grantUsage: try amount(upTo: 500, using: &random),
        )
    }

    private static func resets(
        from start: Instant,
        to end: Instant,
        using random: inout SeededGenerator,
    ) throws -> [BalanceReset] {
        let all = try Set((0..<3).map { _ in try minute(.random(in: 1...24, using: &random) * 10) })
        return all.filter { start < $0 && $0 <= end }.sorted().map {
            BalanceReset(at: $0, preservesOverage: .random(using: &random))
        }
    }

    private static func minute(_ number: Int) throws -> Instant {
        try Instant(seconds: Int64(number) * 60)
    }

    private static func amount(
        upTo limit: Int,
        using random: inout SeededGenerator,
    ) throws -> PreciseAmount {
        let scale = Int.random(in: 0...3, using: &random)
        return try PreciseAmount(
            coefficient: Int128(Int.random(in: 0...limit, using: &random)),
            scale: scale,
        )
    }
}

extension BurnDownRun {
    /// The same from another opening to another end.
    func part(from opening: BalanceSnapshot, until end: Instant) -> BurnDownRun {
        BurnDownRun(
            from: opening,
            until: end,
            grants: grants,
            usage: usage,
            aggregation: aggregation,
            resets: resets.filter { opening.at < $0.at && $0.at <= end },
        )
    }
}

/// The burn-down as one would explain it: a look at every minute, and no segments.
struct MinuteClock {
    private let run: BurnDownRun
    private(set) var balances: [PreciseAmount]
    private(set) var overage: PreciseAmount
    private(set) var usage: PreciseAmount
    private(set) var burned: PreciseAmount

    init(_ run: BurnDownRun) {
        self.run = run
        balances = run.opening.balances.amounts
        (overage, usage) = (run.opening.overage, run.opening.usage)
        burned = run.opening.grantUsage
    }

    mutating func finish() throws {
        var now = run.opening.at
        while now < run.until {
            try look(at: now)
            let next = try now.adding(microseconds: 60_000_000)
            let used = try run.usage.usage(from: now, to: next, .sum)
            usage = try usage.adding(used)
            overage = try overage.adding(used)
            try pay(at: now)
            now = next
        }
        let isStop = run.resets.contains { $0.at == now } || run.grants.contains { recurs($0, now) }
        if isStop || run.opening.at == run.until {
            try look(at: now)
            try pay(at: now)
        }
    }

    private mutating func look(at now: Instant) throws {
        if let reset = run.resets.first(where: { $0.at == now }) {
            for (place, grant) in run.grants.enumerated()
            where grant.isActive(at: now) && grant.life.effectiveAt < now {
                balances[place] = grant.rollover.balance(after: balances[place])
            }
            (usage, burned) = (.zero, .zero)
            if !reset.preservesOverage { overage = .zero }
            try pay(at: now, startedBefore: now)
        }
        for (place, grant) in run.grants.enumerated() {
            if !grant.isActive(at: now) { balances[place] = .zero }
            if grant.life.effectiveAt == now && grant.isActive(at: now) || recurs(grant, now) {
                balances[place] = grant.amount
            }
        }
    }

    private func recurs(_ grant: Grant, _ now: Instant) -> Bool {
        guard grant.isActive(at: now), let recurrence = grant.recurrence else { return false }
        return (try? recurrence.next(after: now, .inclusive)) == now
    }

    private mutating func pay(at now: Instant, startedBefore limit: Instant = .latest) throws {
        let order = run.grants.indices.sorted { run.grants[$0].rank < run.grants[$1].rank }
        for place in order where run.grants[place].isActive(at: now) {
            guard run.grants[place].life.effectiveAt < limit else { continue }
            let paid = min(balances[place], overage)
            balances[place] = try balances[place].subtracting(paid)
            overage = try overage.subtracting(paid)
            burned = try burned.adding(paid)
        }
    }
}
