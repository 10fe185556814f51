internal import DaybookCore

/// What credits paid of the lines of invoices.
extension InvoiceRepository {
    func insert(_ credits: [UsedCredit], ofLineAt row: Int64) throws {
        for used in credits {
            try connection.run(
                """
                INSERT INTO line_credits (line, credit, amount)
                VALUES (?, (SELECT row FROM credits WHERE id = ?), ?)
                """,
                [.integer(row), .text(used.credit), try .money(used.amount)]
            )
        }
    }

    /// By the positions of the lines; each line's in the order in which credits are used.
    func usedCredits(of invoice: Invoice) throws -> [Int64: [UsedCredit]] {
        var credits: [Int64: [UsedCredit]] = [:]
        try connection.forEach(
            """
            SELECT position, credits.id, line_credits.amount
            FROM lines JOIN line_credits ON line = lines.row
                JOIN credits ON credits.row = credit
            WHERE lines.invoice = (SELECT row FROM invoices WHERE id = ?)
            ORDER BY position, priority, expires_on IS NULL, expires_on, credits.created_at,
                credits.id
            """,
            [.id(invoice.id)]
        ) { row in
            let used = UsedCredit(credit: row.text(1), amount: row.money(2, invoice.currency))
            credits[row.integer(0), default: []].append(used)
        }
        return credits
    }
}
