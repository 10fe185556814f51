extension LedgerHealth {
    /// What must hold of payments, and of what went back of them.
    static let paymentRules: [(name: String, violations: String)] = [
        (
            "no more of a payment is allocated and refunded than was received",
            """
            SELECT payments.row FROM payments WHERE amount <
                ifnull((SELECT sum(amount) FROM allocations WHERE payment = payments.row), 0)
                + ifnull((SELECT sum(amount) FROM refunds WHERE payment = payments.row), 0)
            """
        ),
        (
            Schema.Rule.paymentIsOfCustomer,
            """
            SELECT allocations.row
            FROM allocations JOIN payments ON payments.row = payment
                JOIN invoices ON invoices.row = invoice
                JOIN accounts AS payer ON payer.row = payments.account
                JOIN accounts AS debtor ON debtor.row = invoices.account
            WHERE payer.customer <> debtor.customer OR payments.currency <> invoices.currency
            """
        ),
        (
            Schema.Rule.refundFollowsReceipt,
            """
            SELECT refunds.row FROM refunds JOIN payments ON payments.row = payment
            WHERE made_on < received_on
            """
        ),
    ]
}
