import DaybookCore
import TestRigs
import Testing

@Suite struct DayCountTests {
    private static let conventions: [(String, DayCount)] = [
        ("actual", .actual), ("actual/360", .actual360), ("strict 30/360", .thirty360(.strict)),
        ("30E/360", .thirty360(.european)), ("30/360 US", .thirty360(.american)),
    ]

    @Test func `days are counted, over their month, as each convention says`() throws {
        for row in try TestFolder().rows("TimeDayCounts.tsv") {
            // The table has the last day, as the sources do; a period ends on the day after it.
            let period = try Period(from: row.date(0), to: row.date(1).adding(days: 1))
            for (column, (name, convention)) in Self.conventions.enumerated() {
                let ratio = convention.shareOfMonth(period)
                let printed = "\(ratio.numerator)/\(ratio.denominator)"
                #expect(printed == row[2 + column], "\(name): \(row)")
            }
        }
    }

    @Test func `a part is counted like its whole`() throws {
        let part = try Period(from: date(2024, 1, 31), to: date(2024, 3, 1))
        let whole = try Period(from: date(2024, 1, 1), to: date(2024, 4, 1))
        let expected = [(30, 91), (30, 90), (30, 90), (31, 90), (31, 90)]
        for ((name, convention), (days, total)) in zip(Self.conventions, expected) {
            let ratio = TimeRatio(Int64(days), over: Int64(total))
            #expect(convention.share(of: part, in: whole) == ratio, "\(name)")
            let empty = try Period(from: part.from, to: part.from)
            #expect(convention.share(of: part, in: empty) == nil, "\(name)")
            #expect(convention.days(in: empty) == 0, "\(name)")
        }
    }

    @Test func `the days of two parts are the days of the whole`() throws {
        forEachSeed(300) { random in
            let first = Int.random(in: 0..<20_000, using: &random)
            let steps = [first, first + .random(in: 0..<800, using: &random)]
            let last = steps[1] + Int.random(in: 0..<800, using: &random)
            let dates = try (steps + [last]).map { try CivilDate(dayNumber: $0) }
            let (one, two) = (
                try Period(from: dates[0], to: dates[1]), try Period(from: dates[1], to: dates[2])
            )
            let whole = try Period(from: dates[0], to: dates[2])
            for (name, convention) in Self.conventions.dropLast() {
                let parts = convention.days(in: one) + convention.days(in: two)
                try #require(parts == convention.days(in: whole), "\(name): \(dates)")
            }
            // Shares of months add up as fractions: a/b + c/d = e/f.
            let shares = [one, two, whole].map { DayCount.actual.shareOfMonth($0) }
            let (b, d, f) = (shares[0].denominator, shares[1].denominator, shares[2].denominator)
            let left = (shares[0].numerator * d + shares[1].numerator * b) * f
            try #require(left == shares[2].numerator * b * d, "\(dates)")
        }
    }
}
