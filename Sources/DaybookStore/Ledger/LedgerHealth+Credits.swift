extension LedgerHealth {
    /// What must hold of credits. What of one has expired follows from the day: all else that was
    /// given is used, voided, deducted or left. What periods made of one follows from the day too.
    static let creditRules: [LedgerRule] = [
        LedgerRule(
            "a credit is granted once, and in full",
            .credit,
            """
            SELECT credits.row FROM credits LEFT JOIN credit_entries
                ON credit = credits.row AND kind = 'granted'
                    AND credit_entries.amount = credits.amount AND made_on = effective_on
            GROUP BY credits.row HAVING count(kind) <> 1
            """
        ),
        LedgerRule(
            "no more of a credit was ever taken than was left",
            .credit,
            """
            SELECT credit FROM (
                SELECT credit, sum(iif(kind IN ('granted', 'returned'), amount, -amount))
                    OVER (PARTITION BY credit ORDER BY made_on) AS rest
                FROM credit_entries
                WHERE credit IN (SELECT row FROM credits WHERE renews_days IS NULL)
            ) WHERE rest < 0
            UNION ALL
            SELECT one.credit FROM credit_entries AS one
            WHERE one.credit IN (SELECT row FROM credits WHERE renews_days IS NOT NULL)
                AND \(Schema.creditRest(of: "one.credit", on: "one.made_on")) < 0
            """
        ),
        LedgerRule(
            "a credit recurs with all its terms",
            .credit,
            """
            SELECT row FROM credits
            WHERE (renews_months IS NULL) <> (renews_days IS NULL)
                OR (renews_days IS NULL) <> (rollover_min IS NULL)
                OR (rollover_min IS NULL) <> (rollover_max IS NULL)
                OR (renews_days IS NULL AND ifnull(renews_until, stopped_on) IS NOT NULL)
            """
        ),
        LedgerRule(
            "a credit that a credit note gives is the one that it names",
            .credit,
            """
            SELECT credit_note_credits.credit
            FROM credit_note_credits JOIN credits ON credits.row = credit_note_credits.credit
                JOIN credit_notes ON credit_notes.row = credit_note_credits.note
                JOIN invoices ON invoices.row = invoice
            WHERE credits.account <> invoices.account
                OR (credit_note_credits.paid IS NOT NULL
                    AND (credit_note_credits.paid > credit_notes.total
                    OR credit_note_credits.amount <> credits.amount
                    OR credits.effective_on <> credit_notes.issued_on))
            """
        ),
        LedgerRule(
            "what invoices use of credits is what stands on their lines",
            .credit,
            """
            SELECT credit FROM (
                SELECT invoice, credit, iif(kind = 'used', amount, -amount) AS units
                FROM credit_entries WHERE invoice IS NOT NULL
                UNION ALL
                SELECT invoices.id, credit, credit_note_credits.amount
                FROM credit_note_credits
                    JOIN credit_notes ON credit_notes.row = credit_note_credits.note
                    JOIN invoices ON invoices.row = credit_notes.invoice
                WHERE credit_note_credits.paid IS NULL
                UNION ALL
                SELECT invoices.id, credit, -line_credits.amount
                FROM line_credits JOIN lines ON lines.row = line
                    JOIN invoices ON invoices.row = lines.invoice
                WHERE invoices.state <> 'void'
            ) GROUP BY invoice, credit HAVING sum(units) <> 0
            """
        ),
        LedgerRule(
            "a credit and its account have one currency",
            .credit,
            """
            SELECT credits.row FROM credits JOIN accounts ON accounts.row = account
            WHERE credits.currency <> accounts.currency
            """
        ),
        LedgerRule(
            "a credit pays invoices of its account",
            .line,
            """
            SELECT line FROM line_credits JOIN credits ON credits.row = credit
                JOIN lines ON lines.row = line JOIN invoices ON invoices.row = lines.invoice
            WHERE invoices.account <> credits.account
            """
        ),
    ]
}
