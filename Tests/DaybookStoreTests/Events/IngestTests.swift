import DaybookCore
import DaybookStore
import DaybookWire
import TestRigs
import Testing

@Suite struct IngestTests {
    private static let noon = MeterTime.instant("2026-11-20T12:00:00Z")

    private static func event(_ id: Int, _ data: String? = nil, _ subject: String = "a")
        -> UsageEvent
    {
        UsageEvent(
            id: "\(id)",
            source: "s",
            type: "api",
            subject: subject,
            time: MeterTime.instant("2026-11-20T10:00:00Z"),
            data: data
        )
    }

    @Test func contentIsComparedAsJSONIs() throws {
        for row in try TestFolder().rows("same-data.tsv") {
            let books = try EventBooks()
            let data = [row[0], row[1]].map { $0 == "-" ? nil : $0 }
            // Once against the ledger, once within a batch.
            for (index, batchSize) in [1, 50].enumerated() {
                var ingest = try EventIngest(
                    books.ledger,
                    origin: "test",
                    zone: .utc,
                    at: Self.noon
                )
                var packer = EventPacker(ingest.setting)
                for text in data {
                    packer.add(Self.event(index, text), line: 1)
                    if packer.count == batchSize { try ingest.write(packer.take(isLast: false)) }
                }
                try ingest.write(packer.take(isLast: true))
                let isSame = row[2] == "same"
                #expect(ingest.counts.duplicate == (isSame ? 1 : 0), "\(row)")
                #expect(ingest.counts.conflicting == (isSame ? 0 : 1), "\(row)")
                let problems = try ingest.problems()
                #expect(problems.map(\.kind) == (isSame ? [] : [.conflicting]), "\(row)")
            }
        }
    }

    @Test func anIngestGoesOnWhereItStopped() throws {
        let books = try EventBooks()
        var first = try EventIngest(books.ledger, origin: "file", zone: .utc, at: Self.noon)
        var packer = EventPacker(first.setting)
        packer.add(Self.event(1), line: 1)
        packer.addInvalid(line: 2, reason: "nothing")
        packer.note(line: 2, end: 70)
        try first.write(packer.take(isLast: false))

        let other = try EventIngest(books.ledger, origin: "other", zone: .utc, at: Self.noon)
        #expect(other.end == 0)
        var second = try EventIngest(books.ledger, origin: "file", zone: .utc, at: Self.noon)
        #expect([second.line, second.end] == [2, 70])
        packer.add(Self.event(2), line: 3)
        packer.note(line: 3, end: 100)
        try second.write(packer.take(isLast: true))
        #expect(second.counts.read == 3)
        #expect(second.counts.stored == 2)
        #expect(try second.problems().map(\.reason) == ["nothing"])

        // What is finished begins anew.
        let third = try EventIngest(books.ledger, origin: "file", zone: .utc, at: Self.noon)
        #expect(third.end == 0)
        #expect(third.counts == IngestCounts())
    }

    @Test func rollupsThatLostSomethingAreFoundAndMadeAgain() throws {
        let books = try EventBooks()
        try books.add(Meter(key: "m", eventType: "api", aggregation: .count))
        _ = try books.ingest((1...90).map { Self.event($0) }, at: Self.noon)
        #expect(try books.rollupProblems() == [])
        try books.ledger.write { try $0.run("DELETE FROM rollups WHERE row % 3 = 1") }
        #expect(try !books.rollupProblems().isEmpty)
        try RollupBackfill(books.ledger).rebuild()
        #expect(try books.rollupProblems() == [])
    }

    @Test func aRehearsalCountsAndWritesNothing() throws {
        let books = try EventBooks()
        _ = try books.ingest([Self.event(1)], at: Self.noon)
        var ingest = try EventIngest(books.ledger, origin: "file", zone: .utc, at: Self.noon)
        var packer = EventPacker(ingest.setting)
        var batches: [EventBatch] = []
        for id in [1, 2, 2, 3] {
            packer.add(Self.event(id), line: id)
            batches.append(packer.take(isLast: id == 3))
        }
        _ = try ingest.rehearse { batches.isEmpty ? nil : batches.removeFirst() }
        #expect(ingest.counts.stored == 2)
        #expect(ingest.counts.duplicate == 2)
        let count = try books.ledger.read { try EventLog($0, zone: .utc).count() }
        #expect(count == 1)
    }

    /// The disk is full at one page after the other: nothing of a batch stays, and the next try
    /// stores all of it.
    @Test func aFullDiskLeavesNothingOfABatch() throws {
        let books = try EventBooks()
        try books.add(Meter(key: "m", eventType: "api", aggregation: .count))
        let filler = String(repeating: "x", count: 400)
        var room: Int64 = 0
        var isStored = false
        while !isStored {
            let pages = try books.ledger.write { connection in
                let pages = try connection.integer("PRAGMA page_count")
                _ = try connection.integer("PRAGMA max_page_count = \(pages + room)")
                return pages
            }
            var ingest = try EventIngest(books.ledger, origin: "file", zone: .utc, at: Self.noon)
            var packer = EventPacker(ingest.setting)
            for id in 1...120 { packer.add(Self.event(id, "{\"x\":\"\(filler)\(id)\"}"), line: id) }
            do {
                try ingest.write(packer.take(isLast: true))
                isStored = true
            } catch LedgerError.full {
                #expect(ingest.counts == IngestCounts())
                let left = try books.ledger.read { try EventLog($0, zone: .utc).count() }
                #expect(left == 0, "with room for \(room) pages beside \(pages)")
            }
            room += 1
        }
        #expect(room > 5)
        #expect(try books.rollupProblems() == [])
        let rows = try books.ledger.read { connection in
            var answers = MeterAnswers(connection)
            return try answers.rows("m", MeterQuery())
        }
        #expect(rows?.map { "\($0.value)" } == ["120"])
    }

    @Test func eventsThatNobodyPaysForAreListedWithTheReason() throws {
        let books = try EventBooks()
        try books.add(Meter(key: "m", eventType: "api", aggregation: .count))
        let customer = Customer.sample(1)
        let account = Account.sample(1, of: customer)
        try books.ledger.change(.test) { connection in
            let customers = CustomerRepository(connection)
            try customers.insert(customer)
            try customers.insert(account)
            try customers.insert(
                Alias(
                    account: account.id,
                    name: "old",
                    validFrom: CivilDate(iso8601: "2026-01-01"),
                    validTo: CivilDate(iso8601: "2026-11-20")
                )
            )
        }
        var odd = Self.event(4)
        odd.type = "other"
        var early = Self.event(5, nil, "old")
        early.time = MeterTime.instant("2026-11-19T23:59:59Z")
        let events = [
            Self.event(1, nil, account.key), Self.event(2, nil, "nobody"),
            Self.event(3, nil, "old"),
            odd, early,
        ]
        let counts = try books.ingest(events, at: Self.noon)
        #expect(counts.unbilled == 5)
        var filter = EventFilter()
        filter.isUnbilled = true
        let listed = try books.ledger.read { connection in
            var log = try EventLog(connection, zone: .utc)
            return try log.list(filter, limit: 10).records
        }
        let reasons = listed.map { "\($0.event.id) \($0.obstacle?.rawValue ?? "-")" }
        #expect(
            reasons == [
                "4 unmetered_type", "3 unknown_subject", "2 unknown_subject", "1 out_of_contract",
                "5 out_of_contract",
            ]
        )
    }

    /// Pages of a list, one after the other, are the whole list, newest first.
    @Test func pagesOfEventsAreTheWholeList() {
        forEachSeed(10) { random in
            let books = try EventBooks()
            let events = try (0..<150).map { _ in try EventChance.event(&random) }
            _ = try books.ingest(events, at: Self.noon)
            try books.delete([1, 5], at: Self.noon)
            var filter = EventFilter()
            if Bool.random(using: &random) { filter.subject = "b" }
            if Bool.random(using: &random) { filter.from = try EventChance.time(&random) }
            let standing = books.stored.filter { one in
                let time = one.event.time ?? one.storedAt
                return !one.isDeleted && (filter.subject ?? one.event.subject) == one.event.subject
                    && time >= filter.from ?? .earliest
            }
            let expected = standing.sorted { one, other in
                let (left, right) = (
                    one.event.time ?? one.storedAt, other.event.time ?? other.storedAt
                )
                return left == right ? one.row > other.row : left > right
            }
            var found: [Int64] = []
            repeat {
                let page = try books.ledger.read { connection in
                    var log = try EventLog(connection, zone: .utc)
                    return try log.list(filter, limit: 7)
                }
                found += page.records.map(\.row)
                filter.after = page.next
            } while filter.after != nil
            try #require(found == expected.map(\.row))
        }
    }
}

/// Times in tests, as people write them.
enum MeterTime {
    static func instant(_ text: String) -> Instant { try! Instant(iso8601: text) }
}
