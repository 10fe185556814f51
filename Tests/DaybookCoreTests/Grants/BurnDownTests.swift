import DaybookCore
import TestRigs
import Testing

@Suite struct BurnDownTests {
    private let script = GrantScript(origin: .epoch)

    @Test func `usage burns grants down`() throws {
        for row in try TestFolder().rows("BurnDowns.tsv") {
            do {
                let run = try run(row)
                let result = try run.result()
                #expect(text(of: result.closing) == row[7], "\(row)")
                let segments = result.segments.map { text(of: $0) }.joined(separator: "; ")
                #expect(segments == row[8], "\(row)")
                #expect(try run.closing() == result.closing, "\(row)")
            } catch let error as GrantError {
                #expect("\(error)" == row[7], "\(row)")
            }
        }
    }

    private func run(_ row: TableRow) throws -> BurnDownRun {
        BurnDownRun(
            from: try script.opening(row[2]),
            until: try script.time(row[3]),
            grants: try script.grants(row[4]),
            usage: try UsageSeries(script.usage(row[5])),
            aggregation: try #require(UsageAggregation(rawValue: row[1])),
            resets: try script.resets(row[6]),
        )
    }

    private func text(of snapshot: BalanceSnapshot) -> String {
        let balances = zip(snapshot.balances.ids, snapshot.balances.amounts).map { "\($0)=\($1)" }
        let figures = [
            "o\(snapshot.overage)", "u\(snapshot.usage)", "g\(snapshot.grantUsage.normalized)",
        ]
        let since = snapshot.usageSince.map { ["s" + script.text($0)] } ?? []
        return (balances + figures + since).joined(separator: " ")
    }

    private func text(of segment: BurnDownSegment) -> String {
        let burned = segment.burned.map { "\($0.grant):\($0.amount)\($0.isExhausted ? "*" : "")" }
        let ending = segment.ending
        var why = ending.isPriorityChange ? "p" : ""
        if !ending.recurred.isEmpty {
            why += "r(" + ending.recurred.map(\.text).joined(separator: " ") + ")"
        }
        if ending.isUsageReset { why += "u" }
        if ending.isRollover { why += "o" }
        return [
            script.period(segment.period), "\(segment.usage)",
            burned.isEmpty ? "-" : burned.joined(separator: ","), why.isEmpty ? "-" : why,
        ].joined(separator: " ")
    }

    // MARK: - Properties

    @Test func `two runs give what one gives, wherever they meet`() {
        forEachSeed(400) { random in
            let run = try RandomRun.run(using: &random)
            let whole = try run.closing()
            for _ in 0..<6 {
                let middle = try RandomRun.instant(in: run, using: &random)
                let first = try run.part(from: run.opening, until: middle).closing()
                let second = try run.part(from: first, until: run.until).closing()
                // Whether something opened at the end is the same unless they meet just there.
                try #require(second.with(isOpened: whole.isOpened) == whole, "\(middle)")
            }
        }
    }

    @Test func `cut into a run for every hour it gives the same`() {
        forEachSeed(40) { random in
            let run = try RandomRun.run(using: &random)
            var snapshot = run.opening
            repeat {
                let next = try min(run.until, snapshot.at.adding(microseconds: 3_600_000_000))
                snapshot = try run.part(from: snapshot, until: next).closing()
            } while snapshot.at < run.until
            let whole = try run.closing()
            try #require(snapshot.with(isOpened: whole.isOpened) == whole)
        }
    }

    @Test func `a look at every minute finds the same`() {
        forEachSeed(120) { random in
            let run = try RandomRun.run(using: &random)
            var clock = MinuteClock(run)
            let closing = try run.closing()
            try clock.finish()
            try #require(clock.balances == closing.balances.amounts)
            try #require(clock.overage == closing.overage)
            try #require(clock.usage == closing.usage)
            try #require(clock.burned == closing.grantUsage)
        }
    }

    @Test func `what came in is what went out and what is left`() {
        forEachSeed(400) { random in
            for aggregation in UsageAggregation.allCases {
                let run = try RandomRun.run(aggregation, using: &random)
                let result = try run.result()
                let flows = result.flows
                let before = try run.opening.balances.total().adding(flows.incoming())
                let after = try result.closing.balances.total().adding(flows.outgoing())
                try #require(before == after, "\(flows)")
                try Self.checkSegments(result, run)
            }
        }
    }

    /// The same from the segments alone: they tile the run, and each pays for what it owes.
    private static func checkSegments(_ result: BurnDownResult, _ run: BurnDownRun) throws {
        var (at, burned, jumps) = (run.opening.at, PreciseAmount.zero, PreciseAmount.zero)
        var balance = try run.opening.balances.total()
        var overage = run.opening.overage
        for segment in result.segments {
            try #require(segment.period.from == at)
            at = segment.period.to
            let start = try segment.balancesAtStart.total()
            jumps = try jumps.adding(start.subtracting(balance))
            balance = try segment.balancesAtEnd().total()
            let paid = try segment.burned.reduce(PreciseAmount.zero) { try $0.adding($1.amount) }
            burned = try burned.adding(paid)
            let rest = try start.subtracting(paid)
            try #require(balance == rest)
            try #require(segment.overageAtStart == overage || segment.ending.isRollover)
            let owed = try segment.overageAtStart.adding(segment.usage)
            let settled = try paid.adding(segment.overageAtEnd)
            try #require(owed == settled)
            // Nothing is owed while somebody could pay.
            try #require(segment.overageAtEnd.isZero || balance.isZero)
            overage = segment.overageAtEnd
        }
        let flows = result.flows
        try #require(at == run.until && burned == flows.burned)
        let left = try result.closing.balances.total()
        try #require(balance == left && overage == result.closing.overage)
        let lost = try flows.outgoing().subtracting(burned)
        let expected = try flows.incoming().subtracting(lost)
        try #require(jumps == expected)
    }

    @Test func `the order in which things are given does not matter`() {
        forEachSeed(100) { random in
            let run = try RandomRun.run(using: &random)
            let mixed = BurnDownRun(
                from: run.opening,
                until: run.until,
                grants: run.grants.shuffled(using: &random),
                usage: run.usage,
                resets: run.resets.reversed(),
            )
            let (one, other) = (try run.closing(), try mixed.closing())
            for id in one.balances.ids {
                try #require(one.balances[id] == other.balances[id])
            }
            try #require(one.overage == other.overage && one.grantUsage == other.grantUsage)
        }
    }
}

extension BalanceSnapshot {
    fileprivate func with(isOpened: Bool) -> BalanceSnapshot {
        var copy = self
        copy.isOpened = isOpened
        return copy
    }
}
