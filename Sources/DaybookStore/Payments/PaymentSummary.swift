package import DaybookCore

/// A payment as a list shows it.
package struct PaymentSummary: Hashable, Sendable {
    package let stored: StoredPayment
    package let customerKey: String
    package let customerName: String

    /// What of it pays invoices.
    package var allocated: Money {
        let (whole, rest) = (stored.payment.amount, stored.unallocated)
        return Money(
            minorUnits: whole.minorUnits - rest.minorUnits - stored.refunded.minorUnits,
            whole.currency
        )
    }
}
