import DaybookCore
import TestRigs
import Testing

@Suite struct MeterQueryTests {
    @Test func `queries have the rows that their table says`() throws {
        for row in try TestFolder().rows("MeterQueries.tsv") {
            let expected = row.unescaped(3)
            #expect(try answer(row) == expected, "\(row)")
        }
    }

    @Test func `the order of events is of no effect`() throws {
        for row in try TestFolder().rows("MeterQueries.tsv") {
            let expected = row.unescaped(3)
            forEachSeed(3) { random in
                let found = try answer(row) { $0.shuffled(using: &random) }
                try #require(found == expected, "\(row)")
            }
        }
    }

    @Test func `what a meter makes of an event is said`() throws {
        let meter = try MeterCells.meter("api sum $.v model:$.model")
        var query = try MeterCells.query("subject=a from=2025-01-15T10:30:00 model=gpt")
        query.storedAt = [.before(try MeterCells.instant("2025-01-15T12:00:01"))]
        var tally = try MeterTally(meter, query)
        var outcomes: [String] = []
        for event in try MeterCells.events("basic", for: meter) {
            outcomes.append("\(try tally.add(event))")
        }
        let setAside = outcomes.filter { $0.contains("setAside") }
        #expect(outcomes.filter { $0 == "counted" }.count == 2)
        #expect(setAside.count == 4)
        for reason in ["type", "subject", "time", "storedAt"] {
            let isThere = outcomes.contains { $0.hasSuffix("\(reason))") }
            #expect(isThere, "\(reason)")
        }
    }

    /// The rows of a query as text, or why it was refused.
    private func answer(
        _ row: TableRow,
        _ order: ([MeteredEvent]) -> [MeteredEvent] = { $0 },
    ) throws -> String {
        do {
            let meter = try MeterCells.meter(row[1])
            var tally = try MeterTally(meter, try MeterCells.query(row.unescaped(2)))
            for event in order(try MeterCells.events(row[0], for: meter)) { try tally.add(event) }
            return MeterCells.text(try tally.rows())
        } catch let error as MeterQueryError {
            return "!\(error)"
        }
    }
}
