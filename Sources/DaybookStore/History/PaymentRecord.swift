package import DaybookCore

/// A payment with all that became of it.
package struct PaymentRecord: Hashable, Sendable {
    package let payment: Payment
    package let account: RecordID
    package let accountKey: String
    package let createdAt: Instant
    package let note: String?
    package let allocations: [Allocation]
    package let refunds: [BookedRefund]

    /// What it pays; below zero, what of that was taken back on a later day.
    package struct Allocation: Hashable, Sendable {
        package let invoice: RecordID
        package let number: String
        package let amount: Money
        package let madeOn: CivilDate

        package init(invoice: RecordID, number: String, amount: Money, madeOn: CivilDate) {
            (self.invoice, self.number) = (invoice, number)
            (self.amount, self.madeOn) = (amount, madeOn)
        }
    }

    /// What went back of it, and when that was written down.
    package struct BookedRefund: Hashable, Sendable {
        package let refund: Refund
        package let createdAt: Instant

        package init(_ refund: Refund, createdAt: Instant) {
            (self.refund, self.createdAt) = (refund, createdAt)
        }
    }

    package init(
        payment: Payment,
        account: RecordID,
        accountKey: String,
        createdAt: Instant,
        note: String?,
        allocations: [Allocation],
        refunds: [BookedRefund],
    ) {
        (self.payment, self.account, self.accountKey) = (payment, account, accountKey)
        (self.createdAt, self.note) = (createdAt, note)
        (self.allocations, self.refunds) = (allocations, refunds)
    }
}
