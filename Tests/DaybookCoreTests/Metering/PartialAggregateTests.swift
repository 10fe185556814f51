import DaybookCore
import TestRigs
import Testing

@Suite struct PartialAggregateTests {
    private struct Sample {
        let value: MeteredValue
        let time: Instant
    }

    @Test(arguments: Aggregation.allCases)
    func `any partition in any order gives one result`(_ aggregation: Aggregation) throws {
        let period = try Period(
            from: MeterCells.instant("2025-01-01T00:00:00"),
            to: MeterCells.instant("2025-01-02T00:00:00"),
        )
        forEachSeed(300) { random in
            let samples = try self.samples(for: aggregation, &random)
            let straight = self.aggregate(samples[...], aggregation)
            let expected = self.text(straight, over: period)
            var rest = samples.shuffled(using: &random)[...]
            var parts: [PartialAggregate] = []
            while !rest.isEmpty || parts.count < 2 {
                let count = Int.random(in: 0...rest.count, using: &random)
                parts.append(self.aggregate(rest.prefix(count), aggregation))
                rest = rest.dropFirst(count)
            }
            while parts.count > 1 {
                let one = parts.remove(at: .random(in: parts.indices, using: &random))
                let other = Int.random(in: parts.indices, using: &random)
                parts[other].merge(one)
            }
            try #require(self.text(parts[0], over: period) == expected)
            try #require(parts[0].isEmpty == samples.isEmpty)
        }
    }

    @Test(arguments: Aggregation.allCases)
    func `what is kept as bytes is read again`(_ aggregation: Aggregation) throws {
        forEachSeed(300) { random in
            let samples = try self.samples(for: aggregation, &random)
            var kept = self.aggregate(samples[...], aggregation)
            // Sums that no amount can hold are kept as well.
            for _ in 0..<Int.random(in: 0...5, using: &random) { kept.merge(kept) }
            var bytes: [UInt8] = []
            kept.append(to: &bytes)
            bytes.append(7)
            var reader = PackedReader(bytes)
            try #require(PartialAggregate(aggregation, from: &reader) == kept)
            try #require(reader.natural() == 7 && reader.isAtEnd)
            // Other bytes are read as some aggregate or as none; nothing traps.
            for _ in 0..<10 {
                let place = Int.random(in: bytes.indices, using: &random)
                bytes[place] = .random(in: 0...255, using: &random)
                var broken = PackedReader(Array(bytes.prefix(.random(in: 0...40, using: &random))))
                if var odd = PartialAggregate(aggregation, from: &broken) {
                    odd.merge(kept)
                }
            }
        }
    }

    @Test func `sums are exact as long numbers of their own say`() throws {
        forEachSeed(300) { random in
            var sum = PartialAggregate(.sum)
            var expected = PreciseAmount.zero
            for _ in 0..<Int.random(in: 1...40, using: &random) {
                let digits = Int128(Int64.random(in: .min...(.max), using: &random))
                let number = try PreciseAmount(
                    coefficient: digits,
                    scale: .random(in: 0...12, using: &random)
                )
                sum.add(.number(number), at: .epoch)
                expected = try expected.adding(number)
            }
            let result = try #require(try sum.result(over: nil))
            try #require(result == expected)
            try #require("\(result)" == "\(expected.normalized)")
        }
    }

    @Test func `a weighted sum is each value times its share of the period`() throws {
        forEachSeed(200) { random in
            let from = Int64.random(in: -4_000_000_000...4_000_000_000, using: &random)
            let length = Int64.random(in: 1...40_000_000, using: &random)
            var sum = PartialAggregate(.weightedSum)
            var stood = PreciseAmount.zero
            for _ in 0..<Int.random(in: 1...20, using: &random) {
                let value = PreciseAmount(Int.random(in: -1_000_000...1_000_000, using: &random))
                let after = Int64.random(in: 0..<length, using: &random)
                sum.add(.number(value), at: try Instant(seconds: from + after))
                let seconds = PreciseAmount(Int(length - after))
                stood = try stood.adding(try value.multiplied(by: seconds))
            }
            let period = try Period(
                from: Instant(seconds: from),
                to: Instant(seconds: from + length)
            )
            let expected = try stood.divided(
                by: PreciseAmount(Int(length)),
                scale: PartialAggregate.quotientScale,
                rounding: .halfAwayFromZero
            )
            let result = try #require(try sum.result(over: period))
            try #require(result == expected)
        }
    }

    @Test func `nothing was added, and so there is nothing but a count of it`() throws {
        for aggregation in Aggregation.allCases {
            let nothing = PartialAggregate(aggregation)
            #expect(nothing.isEmpty)
            let expected: PreciseAmount? = aggregation.isZeroWithoutValues ? .zero : nil
            #expect(try nothing.result(over: nil) == expected, "\(aggregation)")
        }
    }

    // MARK: - Samples

    private func samples(
        for aggregation: Aggregation,
        _ random: inout SeededGenerator,
    ) throws -> [Sample] {
        try (0..<Int.random(in: 0...30, using: &random)).map { _ in
            // Few seconds, so that values meet at one instant.
            let time = try MeterCells.instant("2025-01-01T12:00:00")
                .adding(microseconds: 500_000 * .random(in: 0...20, using: &random))
            if aggregation == .uniqueCount {
                let texts = ["", "a", "b", "\u{E9}", "e\u{301}", "\0", "1", "1.0"]
                let text = try #require(texts.randomElement(using: &random))
                return Sample(value: .text(ExactText(text)), time: time)
            }
            return Sample(value: .number(try number(&random)), time: time)
        }
    }

    /// Small ones, and ones so long that a sum of two has too many digits.
    private func number(_ random: inout SeededGenerator) throws -> PreciseAmount {
        let texts = [
            "90000000000000000000000000000000000000", "-90000000000000000000000000000000000000",
            "0.00000000000000000000000000000000000001", "-0.00000000000000000000000000000000000001",
            "1", "1.0", "-1", "2.50", "0", "7",
        ]
        let long = Int.random(in: 0..<8, using: &random) == 0
        return try PreciseAmount(texts[.random(in: long ? 0..<4 : 4..<10, using: &random)])
    }

    private func aggregate(
        _ samples: ArraySlice<Sample>,
        _ aggregation: Aggregation,
    ) -> PartialAggregate {
        var aggregate = PartialAggregate(aggregation)
        for sample in samples { aggregate.add(sample.value, at: sample.time) }
        return aggregate
    }

    /// The result with its digits, or the error.
    private func text(_ aggregate: PartialAggregate, over period: Period<Instant>) -> String {
        do {
            return try aggregate.result(over: period).map { "\($0)" } ?? "none"
        } catch {
            return "\(error)"
        }
    }
}
