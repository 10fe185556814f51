import DaybookCore
import TestRigs
import Testing

@Suite struct EntitlementTests {
    private func times() throws -> GrantScript {
        let start = try LocalTime(startOf: date(2025, 3, 1)).microseconds
        return GrantScript(origin: try Instant(microseconds: start))
    }

    @Test func `a metered entitlement tells what is left`() throws {
        for row in try TestFolder().rows("MeteredEntitlements.tsv") {
            do {
                var script = try MeteredScript(row[1], times())
                for step in GrantScript.list(row[2]) { try check(step, &script, row) }
            } catch {
                #expect("\(error)" == row[2], "\(row)")
            }
        }
    }

    private func check(_ step: String, _ script: inout MeteredScript, _ row: TableRow) throws {
        let arrow = step.firstRange(of: " -> ")
        let act = arrow.map { String(step[..<$0.lowerBound]) } ?? step
        let expected = arrow.map { String(step[$0.upperBound...]) }
        let before = script.entitlement
        do {
            let found = try script.take(act)
            #expect(found == expected, "\(row): \(act)")
        } catch {
            #expect("\(error)" == expected, "\(row): \(act)")
            #expect(script.entitlement == before, "\(row): what is refused changes nothing")
        }
    }

    @Test func `a history shows each window and each segment`() throws {
        for row in try TestFolder().rows("BalanceHistories.tsv") {
            let times = try times()
            var script = try MeteredScript(row[0], times)
            for step in GrantScript.list(row[1]) { _ = try script.take(step) }
            do {
                let history = try script.entitlement.history(
                    from: times.instant(row[2]),
                    to: times.time(row[3]),
                    #require(BalanceWindow.Size(rawValue: row[4])),
                    in: row[5] == "UTC" ? .utc : centralEurope(),
                    usage: script.usage(),
                )
                let windows = history.windows.map { window in
                    "\(times.period(window.period)) \(window.usage) "
                        + "\(window.balanceAtStart)/\(window.overageAtStart)"
                }
                #expect(windows.joined(separator: "; ") == row[6], "\(row)")
                #expect(history.segments.count == (try row.integer(7)), "\(row)")
            } catch let error as EntitlementError {
                #expect("\(error)" == row[6], "\(row)")
            }
        }
    }

    @Test func `a window of a history starts with what a read finds there`() {
        forEachSeed(60) { random in
            let times = try times()
            var script = try MeteredScript("every PT7H allow 50 keeps", times)
            for number in 0..<6 {
                let start = Int.random(in: 0...40, using: &random)
                let amount = Int.random(in: 1...60, using: &random)
                _ = try script.take("grant g\(number) \(amount) \(start):30.. m0-20")
                let hour = Int.random(in: 0...40, using: &random)
                _ = try script.take("use \(hour):15 \(Int.random(in: 0...50, using: &random))")
            }
            let history = try script.entitlement.history(
                from: times.time("3"),
                to: times.time("40"),
                .hour,
                in: .utc,
                usage: script.usage(),
            )
            try #require(history.windows.count == 37)
            for window in history.windows {
                let value = try script.entitlement.value(
                    at: window.period.from,
                    usage: script.usage()
                )
                try #require(window.balanceAtStart == value.balance, "\(window)")
                try #require(window.overageAtStart == value.overage, "\(window)")
            }
        }
    }

    @Test func `periods tile time, whatever resets do`() {
        forEachSeed(100) { random in
            let times = try times()
            var script = try MeteredScript("every PT5H anchor 2", times)
            var hour = 0
            for _ in 0..<4 {
                hour += Int.random(in: 1...12, using: &random)
                let retains = Bool.random(using: &random) ? "retain" : ""
                _ = try script.take("reset \(hour) \(hour) \(retains)")
            }
            let periods = script.entitlement.periods
            let (start, end) = (try times.time("0"), try times.time("60"))
            var at = start
            var ends: [Instant] = []
            while at < end {
                let period = try periods.period(containing: at)
                try #require(period.from == at && at < period.to)
                let last = try period.to.adding(microseconds: -1)
                let same = try periods.period(containing: last)
                try #require(same == period)
                at = period.to
                if at <= end { ends.append(at) }
            }
            let all = try periods.ends(after: start, upTo: end)
            try #require(all == ends)
            let middle = try times.time("17")
            let early = try periods.ends(after: start, upTo: middle)
            let late = try periods.ends(after: middle, upTo: end)
            try #require(early + late == ends)
        }
    }

    @Test func `access ends for a reason that can be named`() throws {
        let times = try times()
        var script = try MeteredScript("every P1D", times)
        _ = try script.take("grant a 5 0..")
        _ = try script.take("use 3 5")
        let kinds: [Entitlement.Kind] = [
            .boolean, .fixed(config: "{}"), .metered(script.entitlement),
        ]
        for kind in kinds {
            let entitlement = Entitlement(
                kind,
                activeFrom: try times.time("1"),
                activeTo: try times.time("8"),
                deletedAt: try times.time("9"),
            )
            let isMetered = kind == kinds[2]
            let expected: [(String, AccessObstacle?)] = [
                ("0:59:59", .notYetActive), ("1", nil), ("3", nil),
                ("3:01", isMetered ? .usedUp : nil), ("8", .ended), ("9", .deleted),
            ]
            for (time, obstacle) in expected {
                let access = try entitlement.access(at: times.time(time), usage: script.usage())
                #expect(access.obstacle == obstacle, "\(kind) \(time)")
                #expect(access.hasAccess == (obstacle == nil))
            }
            let access = try entitlement.access(at: times.time("2"), usage: script.usage())
            #expect(access.config == (kind == kinds[1] ? "{}" : nil))
            #expect(access.value?.balance == (isMetered ? PreciseAmount(5) : nil))
        }
    }

    @Test func `the threshold that says most is told of`() throws {
        for row in try TestFolder().rows("BalanceThresholds.tsv") {
            do {
                let amounts = try row[0].split(separator: " ").map { try PreciseAmount.read($0) }
                let figures = try ThresholdFigures(
                    balance: amounts[0],
                    usage: amounts[1],
                    overage: amounts[2],
                    totalAvailable: amounts[3],
                )
                let thresholds = try row[1].split(separator: " ").map { try threshold($0) }
                for list in [thresholds, thresholds.reversed()] {
                    let passed = try PassedThresholds(of: list, by: figures)
                    #expect(text(of: passed.usage) == row[2], "\(row)")
                    #expect(text(of: passed.balance) == row[3], "\(row)")
                }
            } catch let error as BalanceThresholdError {
                #expect("\(error)" == row[2], "\(row)")
            }
        }
    }

    private func threshold(_ text: Substring) throws -> BalanceThreshold {
        let (kind, value) = try GrantScript.halves(text, ":")
        return try BalanceThreshold(#require(.init(rawValue: String(kind))), .read(value))
    }

    private func text(of threshold: BalanceThreshold?) -> String {
        threshold.map { "\($0.kind.rawValue):\($0.value)" } ?? "-"
    }
}
