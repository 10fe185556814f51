import DaybookCore
import TestRigs
import Testing

@Suite struct WhatIfTests {
    private static func line(
        _ invoice: String,
        _ line: String,
        _ quantity: Int,
        at price: Int,
        _ cents: Int? = nil,
        currency code: String = "EUR",
    ) throws -> RunLine {
        let currency = try #require(Currency(iso: code))
        let units = Int128(cents ?? quantity * price * 100)
        return RunLine(
            invoice: invoice,
            line: line,
            quantity: PreciseAmount(quantity),
            unitAmount: PreciseAmount(price),
            amount: Money(minorUnits: units, currency)
        )
    }

    @Test func eachDifferenceHasItsCause() throws {
        let before = [
            try Self.line("a", "1", 1, at: 10), try Self.line("a", "2", 5, at: 2),
            try Self.line("a", "3", 5, at: 2), try Self.line("b", "1", 1, at: 10),
            try Self.line("d", "1", 3, at: 3), try Self.line("d", "2", 3, at: 3),
            try Self.line("e", "1", 3, at: 3), try Self.line("e", "2", 3, at: 3),
        ]
        let after = [
            try Self.line("a", "1", 1, at: 10), try Self.line("a", "2", 6, at: 2),
            try Self.line("a", "4", 1, at: 1), try Self.line("c", "1", 1, at: 7),
            try Self.line("d", "1", 3, at: 4), try Self.line("d", "2", 4, at: 2),
            try Self.line("e", "1", 3, at: 3, 800),
            try Self.line("e", "2", 3, at: 3, currency: "USD"),
        ]
        let found = try RunDifference.differences(from: before, to: after).map { difference in
            let change = try difference.change().map { "\($0.amount)" } ?? "-"
            return "\(difference.invoice)/\(difference.line) \(difference.cause.rawValue) \(change)"
        }
        #expect(
            found == [
                "a/2 quantity 2.00", "a/3 line gone -10.00", "a/4 line added 1.00",
                "b/1 invoice gone -10.00", "c/1 invoice added 7.00", "d/1 price 3.00",
                "d/2 quantity and price -1.00", "e/1 reduction -1.00", "e/2 currency -",
            ]
        )
    }

    @Test func aRunOutOfOrderIsRefused() throws {
        let run = [try Self.line("b", "1", 1, at: 1), try Self.line("a", "1", 1, at: 1)]
        #expect(throws: RunOrderError(invoice: "a", line: "1")) {
            try RunDifference.differences(from: [], to: run)
        }
        let twice = [try Self.line("a", "1", 1, at: 1), try Self.line("a", "1", 1, at: 1)]
        #expect(throws: RunOrderError(invoice: "a", line: "1")) {
            try RunDifference.differences(from: twice, to: [])
        }
    }

    /// What the differences change is the difference of the totals.
    @Test func differencesAddUpToTheDifference() {
        forEachSeed(200) { generator in
            func run(_ generator: inout SeededGenerator) throws -> [RunLine] {
                try (0..<40).compactMap { number -> RunLine? in
                    guard Int.random(in: 0..<4, using: &generator) > 0 else { return nil }
                    let name = number < 10 ? "0\(number)" : "\(number)"
                    let quantity = Int.random(in: 1...3, using: &generator)
                    return try Self.line("i\(name.first ?? "0")", name, quantity, at: 2)
                }
            }
            let (before, after) = (try run(&generator), try run(&generator))
            let differences = try RunDifference.differences(from: before, to: after)
            let change = try differences.compactMap { try $0.change()?.amount }.sum()
            let (old, new) = (
                try before.map(\.amount.amount).sum(), try after.map(\.amount.amount).sum()
            )
            let expected = try new.subtracting(old)
            try #require(change == expected)
            let none = try RunDifference.differences(from: after, to: after)
            try #require(none.isEmpty)
        }
    }

    @Test func aSimulationIsRatedByTheEngineAndAddsUp() throws {
        let euro = try #require(Currency(iso: "EUR"))
        let month = try #require(CivilDate(year: 2025, month: 1, day: 1)).monthPeriod
        let terms = try PriceTerms(
            .tiered(
                TieredPrice(
                    .graduated,
                    [
                        PriceTier(upTo: PreciseAmount(100), unit: try PreciseAmount("0.10")),
                        PriceTier(upTo: nil, unit: try PreciseAmount("0.05")),
                    ]
                )
            ),
            minimum: PreciseAmount(5)
        )
        let usage = [("acme", "api", 300), ("acme", "gone", 5), ("best", "api", 10)].map {
            Simulation.Usage(
                customer: $0,
                product: $1,
                period: month,
                part: UsagePart(PreciseAmount($2))
            )
        }
        let result = try Simulation(["api": terms], euro, .daybook).run(usage)
        #expect(
            result.customers.map { "\($0.customer) \($0.total)" } == [
                "acme 20.00 EUR", "best 5.00 EUR",
            ]
        )
        #expect("\(result.total)" == "25.00 EUR")
        #expect(result.unpriced == ["gone"])
        #expect(result.lines.count == 4)
    }
}
