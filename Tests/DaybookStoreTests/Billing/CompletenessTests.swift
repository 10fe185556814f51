import DaybookCore
import DaybookStore
import TestRigs
import Testing

/// Usage is billed once, or waits for a run, or is listed: nothing is lost and nobody notices.
@Suite struct CompletenessTests {
    private static func faults(_ billable: BillableLedger) throws -> [String] {
        let setting = BillingRun.Setting(
            asOf: BillableLedger.instant("2025-03-10"),
            zone: { _ in .utc }
        )
        return try BillingCompleteness(billable.ledger, setting).faultyAccounts()
    }

    @Test func whatARunWouldNeverSeeIsFound() throws {
        let billable = try BillableLedger(accounts: 2)
        let subject = Account.sample(0, of: .sample(0)).key
        try billable.ingest([(id: 1, subject: subject, date: "2025-01-10", count: 40_000)])
        _ = try billable.billUsage(asOf: "2025-03-10")
        #expect(try Self.faults(billable) == [], "all of it is billed")
        try billable.ingest([(id: 2, subject: subject, date: "2025-01-11", count: 50_000)])
        #expect(try Self.faults(billable) == [], "what comes late waits for the next run")
        // As if a run had looked at it, and lost it.
        try billable.ledger.write { connection in
            try connection.run("UPDATE billing_state SET last_event = 2")
        }
        #expect(try Self.faults(billable) == [subject])
    }

    /// What a meter cannot count is not billed as nothing: it is listed, until somebody has the
    /// meter look where the quantity is.
    @Test func eventsWithoutAQuantityAreListed() throws {
        let billable = try BillableLedger(accounts: 1)
        let subject = Account.sample(0, of: .sample(0)).key
        var events: [UsageEvent] = []
        var (expected, later): ([String], [String]) = ([], [])
        for row in try TestFolder().rows("unreadable-events.tsv") {
            let id = row[0]
            events.append(
                UsageEvent(
                    id: id,
                    source: "test",
                    type: "call",
                    subject: subject,
                    time: BillableLedger.instant("2025-01-10"),
                    data: row[1] == "-" ? nil : row[1]
                )
            )
            if row[2] == "listed" { expected.append("\(id) no_quantity") }
            if row[3] == "listed" { later.append("\(id) no_quantity") }
        }
        #expect(try billable.ingest(events).unbilled == expected.count)
        #expect(try Self.unbilled(billable) == expected.sorted())
        // As if they had come before there was a list.
        try billable.ledger.write { connection in
            try connection.run("DELETE FROM unreadable_events")
            try connection.run("DELETE FROM rollup_progress")
        }
        #expect(try Self.unbilled(billable) == [])
        try RollupBackfill(billable.ledger).run(size: 3)
        #expect(try Self.unbilled(billable) == expected.sorted())
        try Self.addMeterOfAmounts(billable)
        try RollupBackfill(billable.ledger).run(size: 3)
        #expect(try Self.unbilled(billable) == later.sorted())
    }

    /// While it was gone nobody asked it.
    @Test func aMeterThatComesBackIsAskedOfWhatCameMeanwhile() throws {
        let billable = try BillableLedger(accounts: 1)
        let entry = try #require(try Self.addMeterOfAmounts(billable))
        let undo = try billable.ledger.cancel(entry, by: "test", at: .epoch)
        let event = UsageEvent(
            id: "1",
            source: "test",
            type: "call",
            subject: Account.sample(0, of: .sample(0)).key,
            time: BillableLedger.instant("2025-01-10"),
            data: #"{"count":2,"amount":"much"}"#
        )
        #expect(try billable.ingest([event]).unbilled == 0)
        try RollupBackfill(billable.ledger).run()
        #expect(try Self.unbilled(billable) == [])
        _ = try billable.ledger.cancel(try #require(undo.entry), by: "test", at: .epoch)
        try RollupBackfill(billable.ledger).run()
        #expect(try Self.unbilled(billable) == ["1 no_quantity"])
    }

    /// Beside the meter that adds up what `$.count` says. Answers the entry that tells of it.
    @discardableResult
    private static func addMeterOfAmounts(_ billable: BillableLedger) throws -> Int? {
        let meter = try Meter(
            key: "amounts",
            eventType: "call",
            aggregation: .sum,
            valuePath: "$.amount"
        )
        return try billable.ledger.change(.test) { connection in
            try MeterRepository(connection).insert(
                StoredMeter(
                    id: RecordID(bits: 99),
                    name: "Amounts",
                    meter: meter,
                    createdAt: .epoch
                )
            )
        }.entry
    }

    private static func unbilled(_ billable: BillableLedger) throws -> [String] {
        var filter = EventFilter()
        filter.isUnbilled = true
        let listed = try billable.ledger.read { connection in
            var log = try EventLog(connection, zone: .utc)
            return try log.list(filter, limit: 100).records
        }
        return listed.map { "\($0.event.id) \($0.obstacle?.rawValue ?? "-")" }.sorted()
    }
}
