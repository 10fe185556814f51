import DaybookCore
import DaybookStore
import DaybookWire
import TestRigs
import Testing

/// A ledger that gets events, and beside it a list of what must be in it.
final class EventBooks {
    let fresh: FreshLedger
    var ledger: Ledger { fresh.open }
    private(set) var meters: [Meter] = []
    /// The entries that tell of them.
    private var additions: [Int] = []
    private(set) var stored: [Stored] = []

    struct Stored {
        var row: Int64
        var event: UsageEvent
        let storedAt: Instant
        var isDeleted = false
    }

    init() throws {
        fresh = try FreshLedger()
    }

    func add(_ meter: Meter) throws {
        let id = RecordID(bits: UInt128(5000 + meters.count))
        let changed = try ledger.change(.test) {
            try MeterRepository($0).insert(
                StoredMeter(id: id, name: "M", meter: meter, createdAt: .epoch)
            )
        }
        meters.append(meter)
        additions.append(try #require(changed.entry))
    }

    /// Undoes that the last meter came; the next one takes its place.
    func takeBackMeter() throws {
        meters.removeLast()
        _ = try ledger.cancel(additions.removeLast(), by: "test", at: .epoch)
    }

    /// Ingests events in batches of some size, and holds the counts against what they should be.
    func ingest(
        _ events: [UsageEvent],
        at now: Instant,
        batchSize: Int = 50,
    ) throws -> IngestCounts {
        var expected = IngestCounts()
        for event in events { note(event, now, &expected) }
        var ingest = try EventIngest(ledger, origin: "test", zone: .utc, at: now)
        var packer = EventPacker(ingest.setting)
        for (index, event) in events.enumerated() {
            packer.add(event, line: index + 1)
            if packer.count == batchSize { try ingest.write(packer.take(isLast: false)) }
        }
        try ingest.write(packer.take(isLast: true))
        var found = ingest.counts
        found.unbilled = 0
        try #require(found == expected)
        return ingest.counts
    }

    private func note(_ event: UsageEvent, _ now: Instant, _ counts: inout IngestCounts) {
        counts.read += 1
        let known = stored.first { $0.event.source == event.source && $0.event.id == event.id }
        if let known {
            if known.event == event { counts.duplicate += 1 } else { counts.conflicting += 1 }
        } else {
            counts.stored += 1
            stored.append(Stored(row: Int64(stored.count + 1), event: event, storedAt: now))
        }
    }

    func delete(_ places: Set<Int>, at now: Instant) throws {
        let rows = places.map { stored[$0].row }
        let expected = places.count { !stored[$0].isDeleted }
        let count = try ledger.write { connection in
            try EventLog(connection, zone: .utc).delete(rows: rows, at: now)
        }
        try #require(count == expected)
        for place in places { stored[place].isDeleted = true }
    }

    /// What the engine says to a query of all events that still stand.
    func expected(_ meter: Meter, _ query: MeterQuery) throws -> [MeterRow] {
        var tally = try MeterTally(meter, query)
        let paths = try meter.paths.map { try JSONPath($0) }
        for one in stored where !one.isDeleted {
            let root = try one.event.data.map { try JSONDocument($0).root }
            var data = EventData.none(for: meter)
            if let root, !root.isNull {
                data = EventData(paths.map { EventValue(root.value(at: $0)) })
            }
            try tally.add(
                MeteredEvent(
                    type: one.event.type,
                    subject: one.event.subject,
                    time: one.event.time ?? one.storedAt,
                    storedAt: one.storedAt,
                    data: data
                )
            )
        }
        return try tally.rows()
    }

    func found(_ meter: Meter, _ query: MeterQuery) throws -> [MeterRow] {
        try ledger.read { connection in
            var answers = MeterAnswers(connection)
            return try #require(try answers.rows(meter.key, query))
        }
    }

    func backfill(size: Int) throws { try RollupBackfill(ledger).run(size: size) }

    func rollupProblems() throws -> [String] {
        try ledger.read { try RollupCheck($0).problems() }
    }
}

/// Meters, events and queries as chance brings them.
struct EventChance {
    static let zones = ["UTC", "Europe/Berlin", "Asia/Kolkata", "America/St_Johns"]
    static let subjects = [
        "a", "b", "c\u{0}\u{1b}[2J", "\u{e9}", "e\u{301}", "long-subject-of-a-tenant",
    ]
    private static let types = ["api", "store", "x"]
    private static let data: [String?] = [
        nil, "null", "[]", "7", #"{"v":1}"#, #"{"v":"2.50","g":"eu"}"#, #"{"v":-3,"g":"us"}"#,
        #"{"v":1e3,"g":1.0}"#, #"{"v":"x","g":"eu"}"#, #"{"v":null}"#, #"{"g":"eu","h":"1"}"#,
        #"{"v":0.000001,"g":"eu","h":2}"#, #"{"v":99999999999999999999,"h":true}"#,
    ]

    static func event(_ random: inout SeededGenerator) throws -> UsageEvent {
        UsageEvent(
            id: "\(Int.random(in: 0...400, using: &random))",
            source: Bool.random(using: &random) ? "one" : "two",
            type: try #require(types.randomElement(using: &random)),
            subject: try #require(subjects.randomElement(using: &random)),
            time: Int.random(in: 0...9, using: &random) == 0 ? nil : try time(&random),
            data: try #require(data.randomElement(using: &random))
        )
    }

    /// Within some days around a change of the clocks, often just at an hour.
    static func time(_ random: inout SeededGenerator) throws -> Instant {
        let base: Int64 = 1_774_656_000
        let spread: Int64 = Bool.random(using: &random) ? 6 : 90
        var micros = (base + Int64.random(in: 0..<(spread * 86_400), using: &random)) * 1_000_000
        switch Int.random(in: 0...3, using: &random) {
        case 0: micros -= micros % 3_600_000_000
        case 1: micros -= micros % 3_600_000_000 + 1
        case 2: micros += Int64.random(in: 0..<1_000_000, using: &random)
        case _: break
        }
        return try Instant(microseconds: micros)
    }

    static func meter(_ number: Int, _ random: inout SeededGenerator) throws -> Meter {
        let aggregation = try #require(Aggregation.allCases.randomElement(using: &random))
        let groups = [MeterGroup(name: "g", path: "$.g"), MeterGroup(name: "h", path: "$.h")]
        var reset = MeterReset.none
        if aggregation.isCumulative {
            let date = try CivilDate(iso8601: "2026-04-01")
            reset = try #require(
                [.none, .monthly(day: 31), .annual(month: 3, day: 29), .on(date)]
                    .randomElement(using: &random)
            )
        }
        let filter = FilterTree.not(.criterion("$.g", FilterCriterion(.equals("us"))))
        return try Meter(
            key: "meter-\(number)",
            eventType: try #require(types.dropLast().randomElement(using: &random)),
            aggregation: aggregation,
            valuePath: aggregation.readsValue ? "$.v" : nil,
            groups: Array(groups.prefix(.random(in: 0...2, using: &random))),
            eventFrom: Int.random(in: 0...3, using: &random) == 0 ? try time(&random) : nil,
            filter: Int.random(in: 0...3, using: &random) == 0 ? filter : nil,
            reset: reset
        )
    }

    static func query(_ meter: Meter, _ random: inout SeededGenerator) throws -> MeterQuery {
        var query = MeterQuery()
        if Bool.random(using: &random) { query.from = try time(&random) }
        if Bool.random(using: &random) { query.to = try time(&random) }
        query.window =
            ([nil, .minute, .hour, .day, .month] as [MeterWindow?])
            .randomElement(using: &random) ?? nil
        let name = try #require(zones.randomElement(using: &random))
        query.zone = try ZoneRules(
            name: name,
            zoneFile: readBytes(at: "/usr/share/zoneinfo/\(name)")
        )
        let names = ["subject"] + meter.groups.map(\.name)
        query.groupBy = names.shuffled(using: &random)
            .prefix(.random(in: 0...names.count, using: &random)).map(\.self)
        if let group = meter.groups.first, Bool.random(using: &random) {
            query.groupFilters = [.criterion(group.name, FilterCriterion(.isIn(["eu", "1"])))]
        }
        if Bool.random(using: &random) {
            query.subjects = subjects.shuffled(using: &random)
                .prefix(.random(in: 0...5, using: &random)).map(\.self)
        }
        if Int.random(in: 0...4, using: &random) == 0 {
            query.customers = [
                MeteredCustomer(id: "C", key: "a", subjects: ["b"]),
                MeteredCustomer(id: "D", key: nil, subjects: ["nobody", "\u{e9}"]),
            ]
        }
        if Int.random(in: 0...5, using: &random) == 0 {
            query.storedAt = [.after(try Instant(seconds: 1_000))]
        }
        query.countsMissing = Bool.random(using: &random)
        return query
    }
}
