internal import DaybookCore

extension PostingReader {
    /// What invoices earn in each month, less what was taken back, on the last day of the month:
    /// it is earned when the month is over. What no act has earned yet stands in no month.
    func recognition(_ end: CivilDate) throws -> PostingStream {
        try stream(
            """
            SELECT month, lines.invoice, revenue_entries.amount, product, number, invoices.id,
                account, currency
            FROM revenue_entries CROSS JOIN lines ON lines.row = line
                CROSS JOIN invoices ON invoices.row = lines.invoice
            WHERE month < ?1 AND OWN ORDER BY month, line
            """,
            of: "invoices",
            before: end.startOfMonth
        ) { [unowned self] cursor, list in
            let row = cursor.row
            let (month, invoice) = (try row.date(0), row.integer(1))
            let document = PostingDocument(.invoice, row.text(4), try row.id(5))
            let party = try party(row, 6)
            let currency = try directory.currency(row, 7)
            var parts: [Booking.EarnedPart] = []
            while cursor.isAtRow, cursor.row.integer(1) == invoice {
                let row = cursor.row
                if try row.date(0) != month { break }
                parts.append(.init(directory.product(row, 3), row.money(2, currency)))
                try cursor.advance()
            }
            list.append(
                PostingAct(
                    on: month.endOfMonth,
                    .recognition(parts),
                    document,
                    of: party
                )
            )
        }
    }
}
