import DaybookCore
import TestRigs
import Testing

@Suite struct RevenueTests {
    @Test func eachRuleEarnsInTheMonthsThatTheTableSays() throws {
        let euro = try #require(Currency(iso: "EUR"))
        for row in try TestFolder().rows("revenue.tsv") {
            let period = try Period(from: row.date(2), to: row.date(3))
            let amount = try Money(row[1], euro)
            let schedule = try RevenueSchedule(of: amount, over: period, in: .utc, rule(row))
            let months = schedule.entries.map {
                "\($0.month.year)-\($0.month.month):\($0.amount.amount)"
            }
            #expect(months.joined(separator: " ") == row[5], "\(row)")
        }
    }

    private func rule(_ row: TableRow) throws -> RecognitionRule {
        switch row[0] {
        case "immediate": return .immediate
        case "daily": return .daily
        case "second": return .perSecond
        case "even": return .evenMonths
        case "usage":
            var usage: [CivilDate: PreciseAmount] = [:]
            for entry in row[4].split(separator: " ") {
                let parts = entry.split { ":-".contains($0) }.compactMap { Int($0) }
                let month = try #require(CivilDate(year: parts[0], month: parts[1], day: 1))
                usage[month] = PreciseAmount(parts[2])
            }
            return .byUsage(usage)
        case _:
            return .byMilestone(
                row[4].split(separator: " ").map { entry in
                    let parts = entry.split { ":-".contains($0) }.compactMap { Int($0) }
                    let date =
                        parts.count > 1
                        ? CivilDate(year: parts[1], month: parts[2], day: parts[3]) : nil
                    return .init(percent: PreciseAmount(parts[0]), reachedOn: date)
                }
            )
        }
    }

    /// Recognised + deferred = invoiced, in every month, under every rule, credit notes included.
    @Test func whatIsEarnedAndWhatIsDeferredAreAlwaysWhatWasInvoiced() {
        forEachSeed(300) { generator in
            let euro = try #require(Currency(iso: "EUR"))
            let units = Int128.random(in: -5_000_000...5_000_000, using: &generator)
            let amount = Money(minorUnits: units, euro)
            let start = try CivilDate(
                dayNumber: Int.random(in: 19_000...21_000, using: &generator)
            )
            let end = try start.adding(days: Int.random(in: 1...800, using: &generator))
            let period = try Period(from: start, to: end)
            let rules: [RecognitionRule] = [.immediate, .daily, .perSecond, .evenMonths]
            let rule = rules.randomElement(using: &generator) ?? .daily
            var schedule = try RevenueSchedule(of: amount, over: period, in: .utc, rule)
            if Bool.random(using: &generator) {
                schedule.addContra(Money(minorUnits: 100, euro), issuedOn: end)
            }
            let earned = try schedule.entries.filter { !$0.isContra }.map(\.amount.amount).sum()
            try #require(earned == amount.amount, "\(rule) over \(period)")
            for entry in schedule.entries {
                let sum = try schedule.recognised(throughMonthOf: entry.month)
                    .adding(schedule.deferred(throughMonthOf: entry.month))
                try #require(sum == amount)
            }
            // No month earns against the sign of the whole.
            let signs = schedule.entries.filter { !$0.isContra }.map {
                $0.amount.minorUnits.signum()
            }
            try #require(signs.allSatisfy { $0 == 0 || $0 == units.signum() })
        }
    }
}
