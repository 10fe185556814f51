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
}
