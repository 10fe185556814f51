import DaybookBooks
import DaybookCore
import DaybookWire

extension Benchmark {
    /// The billing engine, one core.
    static let engine = [rating, cases, due, difference]

    /// A graduated price in five tiers, all of them reached.
    private static let rating = Benchmark(
        name: "engine-rate",
        summary: "Lines rated at a price with five graduated tiers",
        unit: "lines/s",
        budget: 1_000_000,
        sizes: [100_000, 1_000_000],
        run: { count in
            let rater = try fiveTiers()
            var sum = PreciseAmount.zero
            for number in 0..<count {
                let part = UsagePart(PreciseAmount(8_000 + number % 4_000))
                for line in try rater.rate(part).lines { sum = try sum.adding(line.amount) }
            }
            precondition(sum.isPositive, "rating has a result")
            return Double(count)
        }
    )

    private static func fiveTiers() throws -> Rater {
        let bounds = ["1000", "2000", "4000", "7999"]
        let prices = ["0.05", "0.045", "0.04", "0.0375", "0.03125"]
        var tiers: [PriceTier] = []
        for (index, price) in prices.enumerated() {
            let bound = index < bounds.count ? try PreciseAmount(bounds[index]) : nil
            tiers.append(PriceTier(upTo: bound, unit: try PreciseAmount(price)))
        }
        guard let euro = Currency(iso: "EUR") else {
            preconditionFailure("ISO 4217 has the euro")
        }
        let terms = try PriceTerms(.tiered(TieredPrice(.graduated, tiers)))
        return Rater(terms, .currency(euro), .daybook)
    }

    /// Cases as `evaluate` reads and answers them.
    private static let cases = Benchmark(
        name: "engine-evaluate",
        summary: "Simple rating cases read, rated and answered",
        unit: "cases/s",
        budget: 200_000,
        sizes: [20_000, 200_000],
        run: { count in
            let line = """
                {"id":"case","kind":"single_line","currency":"USD","price":{"type":"unit",\
                "amount":"0.25"},"discounts":{},"lineMode":"single_per_period","quantity":"1234.5",\
                "preLineQuantity":"0","previouslyBilledAmount":"0","options":[]}

                """
            let piece = [UInt8]((0..<100).flatMap { _ in line.utf8 })
            let setting = CaseSetting(profile: .openmeter, zone: { _ in .utc })
            var answerer = CaseAnswerer(RepeatedSource(piece, times: count / 100), setting)
            var lines = 0
            try answerer.answerAll { bytes in
                for byte in bytes where byte == UInt8(ascii: "\n") { lines += 1 }
            }
            precondition(lines == count, "\(lines) of \(count) cases were answered")
            return Double(count)
        }
    )

    /// Contracts with three items each, billed monthly for two years.
    private static let due = Benchmark(
        name: "engine-due",
        summary: "Contracts whose due items are found, three items and a month each",
        unit: "contracts/s",
        budget: 100_000,
        sizes: [10_000, 100_000],
        run: { count in
            let start = try Instant(iso8601: "2025-01-31T00:00:00Z")
            let moment = try Instant(iso8601: "2025-02-15T00:00:00Z")
            let schedule = try contract(start)
            var found = 0
            for _ in 0..<count { found += try schedule.due(through: moment).count }
            precondition(found >= count, "every contract owes something")
            return Double(count)
        }
    )

    private static func contract(_ start: Instant) throws -> ContractSchedule {
        let month = try CalendarDuration(months: 1)
        let prices: [Price] = [
            .flat(PreciseAmount(99), .inAdvance), .unit(try PreciseAmount("0.02")),
            .flat(PreciseAmount(10), .inArrears),
        ]
        let items = try prices.enumerated().map { index, price in
            let terms = try PriceTerms(price)
            let item = PricedItem(key: "item-\(index)", terms: terms, cadence: month)
            return ContractSchedule.Item(key: item.key, versions: [.init(item)])
        }
        return try ContractSchedule(
            start: start,
            cadence: month,
            zone: .utc,
            phases: [.init(key: "only", offset: .none, items: items)]
        )
    }

    /// Two runs with three lines an invoice, of which one in a hundred differs.
    private static let difference = Benchmark(
        name: "engine-diff",
        summary: "Invoices of two runs compared line by line",
        unit: "invoices/s",
        budget: 250_000,
        sizes: [5_000, 50_000],
        prepare: { count in
            let (before, after) = (
                try lines(count, changed: false), try lines(count, changed: true)
            )
            return {
                let found = try RunDifference.differences(from: before, to: after)
                precondition(found.count == (count + 99) / 100, "\(found.count) differences")
                return Double(count)
            }
        }
    )

    private static func lines(_ count: Int, changed: Bool) throws -> [RunLine] {
        guard let euro = Currency(iso: "EUR") else {
            preconditionFailure("ISO 4217 has the euro")
        }
        var lines: [RunLine] = []
        lines.reserveCapacity(count * 3)
        for number in 0..<count {
            for (index, name) in ["base", "seats", "usage"].enumerated() {
                let isChanged = changed && index == 2 && number % 100 == 0
                let quantity = PreciseAmount(index == 2 ? 1_000 + number + (isChanged ? 1 : 0) : 1)
                lines.append(
                    RunLine(
                        invoice: "account-\(1_000_000 + number)",
                        line: "0/main/\(name)/v[0]/period[3]",
                        quantity: quantity,
                        unitAmount: .one,
                        amount: try Money(rounding: quantity, to: euro)
                    )
                )
            }
        }
        return lines
    }
}
