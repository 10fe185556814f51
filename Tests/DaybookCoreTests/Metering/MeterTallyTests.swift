import DaybookCore
import TestRigs
import Testing

/// Many events against simpler ways to the same rows.
@Suite struct MeterTallyTests {
    private struct Trial {
        var meter: Meter
        var query: MeterQuery
        var events: [MeteredEvent]
    }

    @Test(arguments: Aggregation.allCases)
    func `hours rolled up beforehand give the rows of their events`(
        _ aggregation: Aggregation,
    ) throws {
        forEachSeed(60) { random in
            let trial = try self.trial(aggregation, &random)
            var direct = try MeterTally(trial.meter, trial.query)
            for event in trial.events { try direct.add(event) }
            var merged = try MeterTally(trial.meter, trial.query)
            for part in try self.parts(of: trial).shuffled(using: &random) {
                try merged.merge(part)
            }
            let expected = MeterCells.text(try direct.rows())
            try #require(MeterCells.text(try merged.rows()) == expected)
        }
    }

    @Test func `a running total is the sum of all values since the last reset`() throws {
        forEachSeed(120) { random in
            let trial = try self.trial(.cumulativeEnd, &random)
            var tally = try MeterTally(trial.meter, trial.query)
            for event in trial.events { try tally.add(event) }
            for row in try tally.rows() {
                let end = try min(#require(row.to), #require(trial.query.to))
                let last = try end.adding(microseconds: -1)
                let reset = try trial.meter.reset.stretch(containing: last, in: trial.query.zone)
                var expected = PreciseAmount.zero
                for event in trial.events where reset.from <= event.time && event.time < end {
                    let isSame = (row.subject ?? event.subject) == event.subject
                    if isSame, let number = try? event.data.values[0].number() {
                        expected = try expected.adding(number)
                    }
                }
                try #require(row.value == expected)
            }
        }
    }

    @Test func `a part that lies in two windows or half outside is refused`() throws {
        let meter = try MeterCells.meter("t sum $.v")
        let part = MeterPart(
            subject: "a",
            groups: [],
            first: try MeterCells.instant("2025-01-01T10:30:00"),
            last: try MeterCells.instant("2025-01-01T11:30:00"),
            aggregate: PartialAggregate(.sum)
        )
        for cell in ["window=hour", "from=2025-01-01T11:00:00", "to=2025-01-01T11:00:00"] {
            var tally = try MeterTally(meter, try MeterCells.query(cell))
            #expect(throws: MeterQueryError.partAcrossBounds) { try tally.merge(part) }
        }
        var later = try MeterTally(meter, try MeterCells.query("from=2025-01-02T00:00:00"))
        #expect(try later.merge(part) == .leftOut(.time))
    }

    @Test func `events at the ends of time are counted or refused, and never trap`() throws {
        let meter = try MeterCells.meter("t cumulative_end $.v reset=monthly:31")
        for window in MeterWindow.allCases.map(Optional.some) + [nil] {
            for time in [Instant.earliest, .latest] {
                for zone in [ZoneRules.utc, try centralEurope()] {
                    for meter in [meter, try MeterCells.meter("t weighted_sum $.v")] {
                        var query = MeterQuery()
                        (query.window, query.zone) = (window, zone)
                        var tally = try MeterTally(meter, query)
                        let data = EventData([.number("1")])
                        let event = MeteredEvent(type: "t", subject: "a", time: time, data: data)
                        _ = try? tally.add(event)
                        _ = try? tally.rows()
                    }
                }
            }
        }
    }

    // MARK: - Trials

    private func trial(
        _ aggregation: Aggregation,
        _ random: inout SeededGenerator,
    ) throws -> Trial {
        var cell = "t \(aggregation.rawValue)\(aggregation == .count ? "" : " $.v") g:$.g"
        let resets = ["", " reset=monthly:31", " reset=annual:3:1", " reset=on:2025-02-10"]
        if aggregation.isCumulative { cell += try #require(resets.randomElement(using: &random)) }
        let splits = ["", "by=subject", "by=g", "by=g,subject g=x"]
        let isRunning = aggregation == .cumulativeEnd
        var query = try MeterCells.query(
            try #require((isRunning ? splits.prefix(2) : splits[...]).randomElement(using: &random))
        )
        query.from = try MeterCells.instant("2025-01-31T00:00:00")
        query.to = try MeterCells.instant("2025-04-01T00:00:00")
        query.window = try #require(
            [nil, .hour, .day, .month].randomElement(using: &random) as MeterWindow??
        )
        query.zone = Bool.random(using: &random) ? .utc : try centralEurope()
        let meter = try MeterCells.meter(cell)
        let start = try MeterCells.instant("2025-01-01T00:00:00")
        let events = try (0..<Int.random(in: 0...60, using: &random)).map { _ in
            MeteredEvent(
                type: "t",
                subject: try #require(["a", "b"].randomElement(using: &random)),
                time: try start.adding(
                    microseconds: 900_000_000 * .random(in: 0...12_000, using: &random)
                ),
                data: MeterCells.data(try data(&random), for: meter)
            )
        }
        return Trial(meter: meter, query: query, events: events)
    }

    private func data(_ random: inout SeededGenerator) throws -> String {
        try #require(
            ["v=1 g=x", "v=2.5 g=x", "v=-3 g=y", "v=null g=y", "v=\"x\"", "-", "v=40"]
                .randomElement(using: &random)
        )
    }

    /// One part for each hour, subject and group, as a store would keep them.
    private func parts(of trial: Trial) throws -> [MeterPart] {
        var parts: [String: MeterPart] = [:]
        for event in trial.events {
            let hour = try MeterWindow.hour.period(containing: event.time, in: .utc)
            let groups = trial.meter.groupTexts(in: event.data)
            let key = "\(hour.from.seconds) \(event.subject) \(groups)"
            var aggregate = parts[key]?.aggregate ?? PartialAggregate(trial.meter.aggregation)
            if let value = try? trial.meter.value(in: event.data) {
                aggregate.add(value, at: event.time)
            }
            parts[key] = MeterPart(
                subject: event.subject,
                groups: groups,
                first: min(parts[key]?.first ?? event.time, event.time),
                last: max(parts[key]?.last ?? event.time, event.time),
                aggregate: aggregate
            )
        }
        return Array(parts.values)
    }
}
