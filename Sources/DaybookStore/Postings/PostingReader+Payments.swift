internal import DaybookCore

/// Payments, what they pay, and what of them went back.
extension PostingReader {
    /// Payments, each with what it paid on the day on which it came.
    func payments(_ end: CivilDate) throws -> PostingStream {
        try stream(
            """
            SELECT payments.row, payments.id, reference, payments.account, payments.currency,
                received_on, payments.amount, payments.note, allocations.amount, made_on,
                number, invoices.account
            FROM payments
                LEFT JOIN allocations ON payment = payments.row AND made_on = received_on
                LEFT JOIN invoices ON invoices.row = invoice
            WHERE received_on < ?1 AND OWN
            ORDER BY received_on, payments.row
            """,
            of: "payments",
            before: end
        ) { [unowned self] cursor, list in
            let row = cursor.row
            let (place, party) = (row.integer(0), try party(row, 3))
            let document = PostingDocument(.payment, row.text(2), try row.id(1))
            list.append(
                try PostingAct(
                    on: row.date(5),
                    .payment(money(row, 6, in: 4)),
                    document,
                    of: party,
                    note: row.optionalText(7)
                )
            )
            while cursor.isAtRow, cursor.row.integer(0) == place {
                if !cursor.row.isNull(8) {
                    list.append(try allocation(cursor.row, document, of: party))
                }
                try cursor.advance()
            }
        }
    }

    /// What payments paid of invoices that were issued later.
    func laterAllocations(_ end: CivilDate) throws -> PostingStream {
        try stream(
            """
            SELECT payments.row, payments.id, reference, payments.account, payments.currency,
                received_on, payments.amount, payments.note, allocations.amount, made_on,
                number, invoices.account
            FROM allocations CROSS JOIN payments ON payments.row = payment
                CROSS JOIN invoices ON invoices.row = invoice
            WHERE made_on <> received_on AND made_on < ?1 AND OWN
            ORDER BY made_on, allocations.row
            """,
            of: "payments",
            before: end
        ) { [unowned self] cursor, list in
            let row = cursor.row
            let document = PostingDocument(.payment, row.text(2), try row.id(1))
            list.append(try allocation(row, document, of: try party(row, 3)))
            try cursor.advance()
        }
    }

    private func allocation(
        _ row: Row,
        _ document: PostingDocument,
        of party: PartyPlace,
    ) throws -> PostingAct {
        let debtor = try self.party(row, 11)
        return try PostingAct(
            on: row.date(9),
            .allocation(money(row, 8, in: 4), owedBy: debtor),
            document,
            of: party,
            note: row.text(10)
        )
    }

    func refunds(_ end: CivilDate) throws -> PostingStream {
        try stream(
            """
            SELECT refunds.id, reference, account, currency, made_on, refunds.amount, refunds.note
            FROM refunds JOIN payments ON payments.row = payment
            WHERE made_on < ?1 AND OWN ORDER BY made_on, refunds.row
            """,
            of: "payments",
            before: end
        ) { [unowned self] cursor, list in
            let row = cursor.row
            list.append(
                try PostingAct(
                    on: row.date(4),
                    .refund(money(row, 5, in: 3)),
                    PostingDocument(.refund, row.text(1), try row.id(0)),
                    of: party(row, 2),
                    note: row.optionalText(6)
                )
            )
            try cursor.advance()
        }
    }
}
