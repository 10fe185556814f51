package import DaybookCore

/// Looks at what is open in the books at the end of a month.
package struct CloseStatus {
    private let ledger: Ledger
    private let zone: ZoneRules
    private let zones: @Sendable (String) throws -> ZoneRules

    /// - Parameters:
    ///   - zone: the organisation's
    ///   - zones: the rules of a zone by its name
    package init(
        _ ledger: Ledger,
        zone: ZoneRules,
        zones: @escaping @Sendable (String) throws -> ZoneRules,
    ) {
        (self.ledger, self.zone, self.zones) = (ledger, zone, zones)
    }

    /// - Parameter progress: told how many accounts and events were looked at; may throw to stop.
    package func checklist(
        of month: CivilDate,
        progress: (_ what: String, _ done: Int) throws -> Void = { _, _ in },
    ) throws -> CloseChecklist {
        let end = try month.startOfNextMonth()
        var points = try ledger.read { try counts(until: end, $0) }
        let (due, faulty) = try accounts(until: end) { try progress("accounts", $0) }
        points[.unbilledAccounts] = due
        points[.faultyAccounts] = faulty
        points[.unbilledEvents] = try events(from: month, to: end) { try progress("events", $0) }
        return CloseChecklist(of: month, points)
    }

    private func counts(
        until end: CivilDate,
        _ connection: Connection,
    ) throws -> [CloseChecklist.Point: Int] {
        func count(_ sql: String, _ arguments: [SQLValue] = []) throws -> Int {
            Int(try connection.integer("SELECT count(*) FROM " + sql, arguments))
        }
        return [
            .unfinishedImports: try count("event_ingests WHERE finished_at IS NULL"),
            .drafts: try count(
                """
                invoices WHERE state IN ('gathering', 'draft', 'approved') AND period_to <= ?
                """,
                [.date(end)]
            ),
            .unallocatedPayments: try count(
                """
                payments WHERE received_on < ? AND amount > ifnull((SELECT sum(amount)
                    FROM allocations WHERE payment = payments.row), 0)
                    + ifnull((SELECT sum(amount) FROM refunds WHERE payment = payments.row), 0)
                """,
                [.date(end)]
            ),
            .overdueInvoices: try count(
                "invoices WHERE state IN ('issued', 'partially_paid') AND due_on < ?",
                [.date(end)]
            ),
            .waitingApprovals: try count(
                "approvals WHERE state = 'waiting' AND prepared_at < ?",
                [.instant(zone.startOfDay(end))]
            ),
        ]
    }

    /// For how many accounts a billing run at the end of the month would write something, and for
    /// how many it cannot say.
    private func accounts(
        until end: CivilDate,
        progress: (Int) throws -> Void,
    ) throws -> (due: Int, faulty: Int) {
        var (due, faulty) = (0, 0)
        let setting = BillingRun.Setting(asOf: try zone.startOfDay(end), zone: zones)
        try BillingRun(ledger, setting).preview { bills in
            for bill in bills {
                if bill.problem != nil { faulty += 1 } else { due += 1 }
            }
            try progress(due + faulty)
            return true
        }
        return (due, faulty)
    }

    /// How many events of the month nobody pays for.
    private func events(
        from month: CivilDate,
        to end: CivilDate,
        progress: (Int) throws -> Void,
    ) throws -> Int {
        var filter = EventFilter()
        filter.isUnbilled = true
        filter.from = try zone.startOfDay(month)
        filter.to = try zone.startOfDay(end)
        return try ledger.read { connection in
            var log = try EventLog(connection, zone: zone, zones: zones)
            var count = 0
            repeat {
                let page = try log.list(filter, limit: 10_000)
                count += page.records.count
                filter.after = page.next
                try progress(count)
            } while filter.after != nil
            return count
        }
    }
}
