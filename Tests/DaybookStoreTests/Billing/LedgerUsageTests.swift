import DaybookCore
import DaybookStore
import TestRigs
import Testing

/// Runs over the events of a ledger: what is used is billed once, and what comes late as well.
@Suite struct LedgerUsageTests {
    /// Accounts 0, 1 and 2 are billed from the 1st, 2nd and 3rd of each month on.
    private func billable() throws -> BillableLedger {
        let billable = try BillableLedger(accounts: 3)
        try billable.ingest([
            (1, "account-0", "2025-01-10", 50), (2, "account-0", "2025-01-31", 150),
            (3, "account-0", "2025-02-01", 7), (4, "account-1", "2025-01-20", 90),
            (5, "nobody", "2025-01-20", 1000),
        ])
        return billable
    }

    @Test func usageIsBilledWithItsPeriod() throws {
        let billable = try billable()
        #expect(
            try billable.billUsage(asOf: "2025-02-01") == ["account-0 0 usage 200 2.50"]
        )
        #expect(
            try billable.billUsage(asOf: "2025-02-03") == [
                "account-1 0 usage 90 1.35", "account-2 0 minimum 1 1.00",
            ]
        )
        #expect(
            try billable.billUsage(asOf: "2025-03-01") == [
                "account-0 1 usage 7 0.11", "account-0 1 minimum 1 0.89",
            ]
        )
    }

    @Test func whatComesLateIsACorrection() throws {
        let billable = try billable()
        _ = try billable.billUsage(asOf: "2025-02-03")
        try billable.ingest([
            (6, "account-0", "2025-01-15", 100), (7, "account-2", "2025-02-10", 1),
        ])
        #expect(
            try billable.billUsage(asOf: "2025-02-04") == ["account-0 0 correction 1 1.00"]
        )
        #expect(try billable.billUsage(asOf: "2025-02-05").isEmpty)
    }

    @Test func whatIsTakenBackIsACorrection() throws {
        let billable = try billable()
        _ = try billable.billUsage(asOf: "2025-02-03")
        let row = try billable.ledger.read {
            try $0.integer("SELECT row FROM events WHERE id = '2'")
        }
        let now = BillableLedger.instant("2025-02-04")
        _ = try billable.ledger.write {
            try EventLog($0, zone: .utc).delete(rows: [row], at: now)
        }
        #expect(
            try billable.billUsage(asOf: "2025-02-04") == ["account-0 0 correction -1 -1.50"]
        )
        #expect(try billable.billUsage(asOf: "2025-02-05").isEmpty)
    }

    @Test func anAliasCountsForItsDays() throws {
        let billable = try billable()
        try billable.ledger.change(.test) { connection in
            let account = Account.sample(0, of: .sample(0))
            let day = { (day: Int) in CivilDate(year: 2025, month: 1, day: day)! }
            try CustomerRepository(connection).insert(
                Alias(account: account.id, name: "nobody", validFrom: day(15), validTo: day(21))
            )
        }
        try billable.ingest([(8, "nobody", "2025-01-21", 5000), (9, "nobody", "2025-01-15", 1)])
        #expect(
            try billable.billUsage(asOf: "2025-02-01") == ["account-0 0 usage 1201 12.51"]
        )
    }
}
