import DaybookCore
import DaybookStore
import DaybookWire
import TestRigs
import Testing

@Suite struct MeterAnswerTests {
    /// Late and repeated events, meters that come before and after them or
    /// take the place of another that was taken back, deletes: whatever happens,
    /// a query says what the engine says of all events that stand.
    @Test func answersAreThoseOfTheEngine() {
        forEachSeed(25) { random in
            let books = try EventBooks()
            var now: Int64 = 0
            for _ in 0..<6 {
                now += 600
                try Self.act(books, at: Instant(seconds: now), &random)
                for meter in books.meters { try Self.compare(books, meter, &random) }
            }
            try books.backfill(size: 64)
            let problems = try books.rollupProblems()
            try #require(problems == [])
            for meter in books.meters {
                for _ in 0..<6 { try Self.compare(books, meter, &random) }
            }
        }
    }

    private static func act(
        _ books: EventBooks,
        at now: Instant,
        _ random: inout SeededGenerator,
    ) throws {
        switch Int.random(in: 0...6, using: &random) {
        case 0:
            try books.add(EventChance.meter(books.meters.count, &random))
        case 1 where !books.stored.isEmpty:
            let count = Int.random(in: 1...20, using: &random)
            let places = (0..<count).map { _ in books.stored.indices.randomElement(using: &random) }
            try books.delete(Set(places.compactMap(\.self)), at: now)
        case 2:
            try books.backfill(size: .random(in: 1...100, using: &random))
        case 3 where !books.meters.isEmpty:
            try books.takeBackMeter()
            try books.add(EventChance.meter(books.meters.count, &random))
        case _:
            let count = Int.random(in: 1...250, using: &random)
            let events = try (0..<count).map { _ in try EventChance.event(&random) }
            _ = try books.ingest(events, at: now, batchSize: .random(in: 1...120, using: &random))
        }
        if books.meters.isEmpty { try books.add(EventChance.meter(0, &random)) }
    }

    private static func compare(
        _ books: EventBooks,
        _ meter: Meter,
        _ random: inout SeededGenerator,
    ) throws {
        let query = try EventChance.query(meter, &random)
        let expected = Result { try books.expected(meter, query) }
        let found = Result { try books.found(meter, query) }
        switch (expected, found) {
        case (.success(let rows), .success(let others)):
            try #require(others == rows, "\(meter) \(query)")
        case (.failure(let error), .failure(let other)):
            try #require("\(error)" == "\(other)")
        case (.success, .failure(let error)), (.failure(let error), .success):
            throw TestFailure("only one of both fails: \(error), \(meter), \(query)")
        }
    }
}
