internal import DaybookCore

/// The equation of completeness: usage is billed once, or it waits for a run, or it is listed as
/// unbilled with the reason.
///
/// A run looks only at usage that came since the last one. One that looked at all usage again must
/// come to the same: where it does not, something was lost, or counted twice.
package struct BillingCompleteness {
    private let run: BillingRun

    package init(_ ledger: Ledger, _ setting: BillingRun.Setting) {
        run = BillingRun(ledger, setting)
    }

    /// The keys of the accounts of which the equation does not hold.
    ///
    /// - Parameter progress: told how many accounts were looked at; answers whether it goes on.
    package func faultyAccounts(_ progress: (Int) throws -> Bool = { _ in true }) throws -> [String]
    {
        let late = try run.lateUsage().late
        var faulty: [String] = []
        var count = 0
        _ = try run.forEachBatch { places in
            let bills = try run.bills(at: places, late)
            for (one, other) in zip(bills, try run.bills(at: places, .everything))
            where one.basis == other.basis && !Self.isSame(one.bill, other.bill) {
                faulty.append(one.bill.accountKey)
            }
            count += places.count
            return try progress(count)
        }
        return faulty
    }

    /// An account that cannot be billed is told of by runs.
    private static func isSame(_ bill: AccountBill, _ other: AccountBill) -> Bool {
        bill.problem != nil || other.problem != nil || bill.outcome == other.outcome
    }
}
