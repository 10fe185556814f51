import DaybookCore
import TestRigs
import Testing

@Suite struct RateTests {
    @Test func anAmountIsConvertedByTheRateThatHolds() throws {
        for row in try TestFolder().rows("conversions.tsv") {
            #expect(try Self.converted(row) == row[4], "\(row)")
        }
    }

    private static func converted(_ row: TableRow) throws -> String {
        let rates: [ExchangeRate]
        do {
            rates = try row[0].split(separator: "|").map { text in
                let words = text.split(separator: " ").map(String.init)
                return try ExchangeRate(
                    try #require(CurrencyPair(reading: words[0])),
                    from: try day(words[1]),
                    rate: try PreciseAmount(words[2]),
                    source: ""
                )
            }
        } catch is RateError {
            return "no rate"
        }
        let words = row[1].split(separator: " ").map(String.init)
        let from = try #require(Currency(iso: words[1]))
        guard let amount = try? Money(words[0], from) else { return "no amount" }
        let on = try day(row[3])
        do {
            let to = try #require(Currency(iso: row[2]))
            let conversion = try Conversion(of: amount, to: to, on: on, through: "EUR") { pair in
                rates.filter { $0.pair == pair && $0.from <= on }.max { $0.from < $1.from }
            }
            if conversion.steps.isEmpty { return "\(conversion.result) as it is" }
            let steps = conversion.steps.map { step in
                let sign = step.isInverse ? "~" : ""
                return "\(sign)\(step.rate.pair) \(step.rate.rate) of \(text(step.rate.from))"
            }
            let way = conversion.through.map { " through \($0)" } ?? ""
            return "\(conversion.result) by " + steps.joined(separator: " and ") + way
        } catch RateError.missing(let pair, on: let day, first: _) {
            return "missing \(pair) on \(text(day))"
        }
    }

    private static func day(_ text: String) throws -> CivilDate {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard text.utf8.count == 10, parts.count == 3,
            let day = CivilDate(year: parts[0], month: parts[1], day: parts[2])
        else { throw TestFailure("wrong day") }
        return day
    }

    private static func text(_ day: CivilDate) -> String {
        let parts = day.components
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(parts.year)-\(two(parts.month))-\(two(parts.day))"
    }

    @Test func aTableOfRatesIsReadInItsTwoForms() throws {
        for row in try TestFolder().rows("rate-tables.tsv") {
            let lines = row[0].split(separator: "|").map { line in
                line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
            #expect(Self.read(lines) == row[1], "\(row)")
        }
    }

    private static func read(_ lines: [[String]]) -> String {
        do {
            let table = try RateTable(header: lines[0], base: "EUR", source: "ECB") { code in
                Currency(iso: code) != nil
            }
            var found = try lines.dropFirst().flatMap { line in
                try table.rates(in: line, date: { try day($0) }).map { rate in
                    "\(rate.pair) \(text(rate.from)) \(rate.rate) \(rate.source)"
                }
            }
            if !table.passedOver.isEmpty {
                found.append("passed over \(table.passedOver.joined(separator: ", "))")
            }
            return found.joined(separator: "; ")
        } catch let error as TestFailure {
            return "\(error)"
        } catch {
            return String("\(error)".prefix { $0 != "(" })
        }
    }

    /// There and back again is off by no more than the rounding of the way there.
    @Test func convertingThereAndBackLosesNoMoreThanTheRounding() throws {
        let (euro, yen) = (try #require(Currency(iso: "EUR")), try #require(Currency(iso: "JPY")))
        forEachSeed(300) { random in
            let rate = try ExchangeRate(
                CurrencyPair(base: "EUR", quote: "JPY"),
                from: .earliest,
                rate: PreciseAmount(
                    coefficient: Int128(Int.random(in: 1_000_000...300_000_000, using: &random)),
                    scale: 6
                ),
                source: ""
            )
            let amount = Money(
                minorUnits: Int128(Int.random(in: 0...1 << 50, using: &random)),
                euro
            )
            func find(_ pair: CurrencyPair) -> ExchangeRate? { pair == rate.pair ? rate : nil }
            let there = try Conversion(of: amount, to: yen, on: .latest, rate: find)
            let back = try Conversion(of: there.result, to: euro, on: .latest, rate: find)
            // Half a yen is at most 50 cents at these rates, and half a cent comes on top.
            let loss = try back.result.subtracting(amount).minorUnits.magnitude
            #expect(loss <= 51, "\(amount) at \(rate.rate)")
        }
    }
}
