package import DaybookCore

/// A credit as a list shows it on a day.
package struct CreditSummary: Hashable, Sendable {
    package let stored: StoredCredit
    package let accountName: String
    package let customerKey: String
    package let customerName: String
    package let standing: CreditStanding
    package let sums: CreditSums
    /// What can be used on that day: nothing of what has not begun or has expired.
    package let left: Money

    package var credit: MoneyCredit { stored.credit }
}
