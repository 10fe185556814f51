import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire
import Synchronization

extension Benchmark {
    /// Usage events: into the ledger, and questions about them. `scripts/bench-import` runs the
    /// import beside SQLite's own.
    static let events = [ingest, account, everybody]

    private static let ingest = Benchmark(
        name: "events-ingest",
        summary: "NDJSON CloudEvents read, told apart, stored durably and rolled up for two meters",
        unit: "events/s",
        budget: 180_000,
        sizes: [200_000, 1_000_000],
        prepare: { count in
            let books = try BenchmarkBooks()
            let bytes = BenchmarkBooks.events(count)
            return {
                try books.ingest(bytes)
                return Double(count)
            }
        }
    )

    private static let account = Benchmark(
        name: "meter-account",
        summary: "A month of one of 1,000 accounts, hour by hour (a query in 10 ms)",
        unit: "queries/s",
        budget: 100,
        sizes: [200_000, 1_000_000],
        prepare: { count in
            let books = try BenchmarkBooks.filled(count)
            return {
                try books.ask { query in
                    query.subjects = ["tenant-007"]
                    query.window = .hour
                }
            }
        }
    )

    private static let everybody = Benchmark(
        name: "meter-everybody",
        summary: "A month of 1,000 accounts, each by itself (a query in 50 ms)",
        unit: "queries/s",
        budget: 20,
        sizes: [200_000, 1_000_000],
        prepare: { count in
            let books = try BenchmarkBooks.filled(count)
            return { try books.ask { $0.groupBy = [MeterQuery.subjectName] } }
        }
    )
}

/// A ledger of its own for a benchmark; it goes with the last reference.
private final class BenchmarkBooks: Sendable {
    private let folder: String
    private let ledger: Ledger

    /// Ledgers that are only read, by their size: filling one takes longer than asking it.
    private static let shared = Mutex<[Int: BenchmarkBooks]>([:])

    static func filled(_ count: Int) throws -> BenchmarkBooks {
        if let books = shared.withLock({ $0[count] }) { return books }
        let books = try BenchmarkBooks()
        try books.ingest(events(count))
        shared.withLock { $0[count] = books }
        return books
    }

    init() throws {
        guard let euro = Currency(iso: "EUR") else {
            preconditionFailure("ISO 4217 has the euro")
        }
        let organisation = Organisation(
            id: RecordID(bits: 1),
            key: "bench",
            legalName: "Bench",
            tradingName: "Bench",
            address: Address(lines: [], postalCode: "", city: "", region: nil, country: ""),
            taxIDs: [],
            currency: euro,
            timeZone: "UTC",
            email: nil,
            invoicePrefix: "INV-"
        )
        folder = try Folders.makeTemporary(in: "/tmp")
        let making = Act(actor: "bench", at: .epoch, cause: .command, action: "ledger.create")
        try Ledger.create(at: folder + "/bench.db", for: organisation, by: making)
        ledger = try Ledger(opening: folder + "/bench.db")
        let meters = [
            try Meter(
                key: "bytes",
                eventType: "api.request",
                aggregation: .sum,
                valuePath: "$.bytes",
                groups: [MeterGroup(name: "region", path: "$.region")]
            ),
            try Meter(key: "calls", eventType: "api.request", aggregation: .count),
        ]
        try ledger.change(making) { connection in
            for (index, meter) in meters.enumerated() {
                try MeterRepository(connection).insert(
                    StoredMeter(
                        id: RecordID(bits: UInt128(index + 1)),
                        name: meter.key,
                        meter: meter,
                        createdAt: .epoch
                    )
                )
            }
        }
    }

    deinit {
        Folders.remove(folder)
    }

    func ingest(_ bytes: [UInt8]) throws {
        var ingest = try EventIngest(ledger, origin: "bench", zone: .utc, at: .epoch)
        let setting = ingest.setting
        let pipeline = EventPipeline {
            EventBatchSource(EventReader(MemorySource(bytes), .cloudEvents, .ndjson), setting)
        }
        while let batch = try pipeline.next() { try ingest.write(batch) }
        precondition(
            ingest.counts.stored == ingest.counts.read,
            "all of the bench's events are new"
        )
    }

    /// Asks for the October of 2026, ten times.
    func ask(_ change: (inout MeterQuery) -> Void) throws -> Double {
        var query = MeterQuery()
        query.from = try Instant(iso8601: "2026-10-01T00:00:00Z")
        query.to = try Instant(iso8601: "2026-11-01T00:00:00Z")
        change(&query)
        for _ in 0..<10 {
            let rows = try ledger.read { connection in
                var answers = MeterAnswers(connection)
                return try answers.rows("bytes", query)
            }
            precondition(rows?.isEmpty == false, "the bench's events are in October")
        }
        return 10
    }

    /// Events of about 200 bytes over 90 days, with ids in no order.
    static func events(_ count: Int) -> [UInt8] {
        let day = 86_400_000_000 as Int64
        let step = 90 * day / Int64(count)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * 210)
        for number in 0..<count {
            let mixed = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
            let tenant = String(1000 + mixed >> 40 % 1000).dropFirst()
            let (size, region) = (mixed >> 20 % 100_000, number % 3 == 0 ? "eu" : "us")
            let time = try? Instant(microseconds: 1_790_000_000_000_000 + Int64(number) * step)
            bytes +=
                """
                {"specversion":"1.0","id":"\(String(mixed, radix: 16))","source":"urn:gateway:1",\
                "type":"api.request","subject":"tenant-\(tenant)","time":"\(time?.iso8601 ?? "")",\
                "data":{"bytes":\(size),"region":"\(region)"}}

                """.utf8
        }
        return bytes
    }
}
