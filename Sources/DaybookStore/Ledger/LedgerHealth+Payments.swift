extension LedgerHealth {
    /// No version of Daybook writes more. One amount beyond it can end a sum over many, and with it
    /// what else that sum could tell.
    private static var largest: Int64 { SQLValue.largestMoney }

    /// What must hold before anything is added up.
    static let amountRules = [
        LedgerRule(
            "an amount is one that can be added up",
            .invoice,
            """
            SELECT invoice FROM lines WHERE amount NOT BETWEEN -\(largest) AND \(largest)
            UNION SELECT row FROM invoices
            WHERE net NOT BETWEEN -\(largest) AND \(largest)
                OR tax NOT BETWEEN -\(largest) AND \(largest)
                OR paid NOT BETWEEN -\(largest) AND \(largest)
                OR credited NOT BETWEEN -\(largest) AND \(largest)
            """
        ),
        LedgerRule(
            "an amount of a payment is one that can be added up",
            .payment,
            """
            SELECT row FROM payments WHERE amount NOT BETWEEN -\(largest) AND \(largest)
            UNION SELECT payment FROM allocations
            WHERE amount NOT BETWEEN -\(largest) AND \(largest)
            UNION SELECT payment FROM refunds
            WHERE amount NOT BETWEEN -\(largest) AND \(largest)
            """
        ),
        LedgerRule(
            "an amount of a credit is one that can be added up",
            .credit,
            """
            SELECT row FROM credits WHERE amount NOT BETWEEN -\(largest) AND \(largest)
            UNION SELECT credit FROM credit_entries
            WHERE amount NOT BETWEEN -\(largest) AND \(largest)
            """
        ),
    ]

    /// What must hold of payments, and of what went back of them.
    static let paymentRules: [LedgerRule] = [
        LedgerRule(
            "no more of a payment is allocated and refunded than was received",
            .payment,
            """
            SELECT payments.row FROM payments WHERE amount <
                ifnull((SELECT sum(amount) FROM allocations WHERE payment = payments.row), 0)
                + ifnull((SELECT sum(amount) FROM refunds WHERE payment = payments.row), 0)
            UNION
            SELECT payments.row FROM payments JOIN (
                SELECT payment, sum(amount) OVER (PARTITION BY payment ORDER BY made_on) AS used
                FROM (SELECT payment, made_on, amount FROM allocations
                    UNION ALL SELECT payment, made_on, amount FROM refunds)
                WHERE payment IN (SELECT payment FROM allocations WHERE amount < 0)
            ) ON payment = payments.row
            WHERE used > payments.amount
            """
        ),
        LedgerRule(
            Schema.Rule.allocationIsTakenBackOnce,
            .payment,
            """
            SELECT payment FROM (
                SELECT payment,
                    sum(amount) OVER (PARTITION BY payment, invoice ORDER BY made_on) AS rest
                FROM allocations WHERE payment IN (SELECT payment FROM allocations WHERE amount < 0)
            ) WHERE rest < 0
            """
        ),
        LedgerRule(
            Schema.Rule.paymentIsOfCustomer,
            .payment,
            """
            SELECT payments.row
            FROM allocations JOIN payments ON payments.row = payment
                JOIN invoices ON invoices.row = invoice
                JOIN accounts AS payer ON payer.row = payments.account
                JOIN accounts AS debtor ON debtor.row = invoices.account
            WHERE payer.customer <> debtor.customer OR payments.currency <> invoices.currency
            """
        ),
        LedgerRule(
            Schema.Rule.refundFollowsReceipt,
            .refund,
            """
            SELECT refunds.row FROM refunds JOIN payments ON payments.row = payment
            WHERE made_on < received_on
            """
        ),
    ]
}
