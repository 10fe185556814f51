extension LedgerHealth {
    /// What must hold of credits. What of one has expired follows from the day: all else that was
    /// given is used, voided, deducted or left.
    static let creditRules: [(name: String, violations: String)] = [
        (
            "a credit is granted once, and in full",
            """
            SELECT credits.row FROM credits LEFT JOIN credit_entries
                ON credit = credits.row AND kind = 'granted'
                    AND credit_entries.amount = credits.amount AND made_on = effective_on
            GROUP BY credits.row HAVING count(kind) <> 1
            """
        ),
        (
            "no more of a credit was ever taken than was left",
            """
            SELECT credit FROM (
                SELECT credit, sum(iif(kind IN ('granted', 'returned'), amount, -amount))
                    OVER (PARTITION BY credit ORDER BY made_on) AS rest
                FROM credit_entries
            ) WHERE rest < 0
            """
        ),
        (
            "what invoices use of credits is what stands on their lines",
            """
            SELECT invoice, credit FROM (
                SELECT invoice, credit, iif(kind = 'used', amount, -amount) AS units
                FROM credit_entries WHERE invoice IS NOT NULL
                UNION ALL
                SELECT invoices.id, credit, -line_credits.amount
                FROM line_credits JOIN lines ON lines.row = line
                    JOIN invoices ON invoices.row = lines.invoice
                WHERE invoices.state <> 'void'
            ) GROUP BY invoice, credit HAVING sum(units) <> 0
            """
        ),
        (
            "a credit and its account have one currency",
            """
            SELECT credits.row FROM credits JOIN accounts ON accounts.row = account
            WHERE credits.currency <> accounts.currency
            """
        ),
        (
            "a credit pays invoices of its account",
            """
            SELECT line FROM line_credits JOIN credits ON credits.row = credit
                JOIN lines ON lines.row = line JOIN invoices ON invoices.row = lines.invoice
            WHERE invoices.account <> credits.account
            """
        ),
    ]
}
