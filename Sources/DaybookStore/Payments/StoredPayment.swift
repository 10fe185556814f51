package import DaybookCore

/// A payment with the account that it came from, and what of it pays nothing yet.
package struct StoredPayment: Hashable, Sendable {
    package let payment: Payment
    package let account: RecordID
    package let accountKey: String
    package let unallocated: Money
    /// What of it went back.
    package let refunded: Money
    package let createdAt: Instant
    package let note: String?

    /// A part of it that pays an invoice; below zero, what of that was taken back on a later day.
    package struct Part: Hashable, Sendable {
        package let invoice: String
        /// The key of the account that owed it.
        package let account: String
        package let amount: Money
        package let madeOn: CivilDate
    }
}
