internal import DaybookCore
internal import DaybookWire

/// What invoices lost without being paid, and what was settled of them before there were records.
extension PostingReader {
    func writeOffs(_ end: CivilDate) throws -> PostingStream {
        try stream(
            """
            SELECT invoices.id, number, account, currency, written_on, amount
            FROM write_offs CROSS JOIN invoices ON invoices.row = invoice
            WHERE written_on < ?1 AND OWN ORDER BY written_on, invoice
            """,
            of: "invoices",
            before: end
        ) { [unowned self] cursor, list in
            let row = cursor.row
            list.append(
                try PostingAct(
                    on: row.date(4),
                    .writeOff(money(row, 5, in: 3)),
                    PostingDocument(.invoice, row.text(1), try row.id(0)),
                    of: party(row, 2)
                )
            )
            try cursor.advance()
        }
    }

    /// Invoices that were given up, on the day of which the journal knows. Those that came from
    /// elsewhere were given up on the day on which they were due: no earlier day is possible.
    func badDebts(_ end: CivilDate) throws -> PostingStream {
        try stream(
            """
            SELECT id, number, account, currency, due_on, total, paid, credited, given_up
            FROM (
                SELECT invoices.*, (SELECT max(at) FROM journal_records
                        JOIN journal ON journal.number = journal
                    WHERE record = invoices.id AND instr(entry, '"uncollectible"')) AS given_up
                FROM invoices WHERE state = 'uncollectible'
            ) AS invoices
            WHERE substr(ifnull(given_up, due_on), 1, 10) <= ?1 AND OWN
            ORDER BY substr(ifnull(given_up, due_on), 1, 10), row
            """,
            of: "invoices",
            before: end,
            slack: true
        ) { [unowned self] cursor, list in
            let row = cursor.row
            let document = PostingDocument(.invoice, row.text(1), try row.id(0))
            let date = try givenUp(row)
            let settlement = try Settlement(
                total: money(row, 5, in: 3),
                paid: money(row, 6, in: 3),
                credited: money(row, 7, in: 3),
                .uncollectible
            )
            if date < end {
                list.append(
                    try PostingAct(
                        on: date,
                        .badDebt(settlement.badDebt),
                        document,
                        of: party(row, 2)
                    )
                )
            }
            try cursor.advance()
        }
    }

    private func givenUp(_ row: Row) throws -> CivilDate {
        guard let text = row.optionalText(8) else { return try row.date(4) }
        guard let moment = try? Instant(iso8601: text + "Z") else {
            throw UnreadableValue(expected: "a time of the journal", found: text)
        }
        return try zone.date(of: moment)
    }

    /// What was paid, credited or written off of invoices by more than the ledger has payments,
    /// credit notes and write-offs: they came from elsewhere. It is posted on the day on which they
    /// were settled, or of their issue where nobody knows.
    func earlier(_ end: CivilDate) throws -> PostingStream {
        let order = "ifnull(date(paid_at / 1000000, 'unixepoch'), issued_on)"
        return try stream(
            """
            SELECT id, number, account, currency, issued_on, paid_at, state, total, paid, credited,
                allocated, noted, written
            FROM (
                SELECT invoices.*,
                    (SELECT ifnull(sum(amount), 0) FROM allocations
                        WHERE invoice = invoices.row) AS allocated,
                    (SELECT ifnull(sum(notes.total - ifnull((
                            SELECT sum(given.paid) FROM credit_note_credits AS given
                            WHERE given.note = notes.row), 0)), 0)
                        FROM credit_notes AS notes WHERE notes.invoice = invoices.row) AS noted,
                    (SELECT ifnull(sum(amount), 0) FROM write_offs
                        WHERE invoice = invoices.row) AS written
                FROM invoices WHERE state = 'paid' OR state = 'partially_paid'
                    OR state = 'uncollectible' OR state = 'void'
            ) AS invoices
            WHERE (paid <> allocated OR credited <> noted OR
                    (state = 'paid' AND total <> paid + credited + written))
                AND \(order) <= ?1 AND OWN
            ORDER BY \(order), row
            """,
            of: "invoices",
            before: end,
            slack: true
        ) { [unowned self] cursor, list in
            let date = try day(cursor.row, instant: 5, or: 4)
            if date < end { list.append(try earlier(cursor.row, on: date)) }
            try cursor.advance()
        }
    }

    private func earlier(_ row: Row, on date: CivilDate) throws -> PostingAct {
        let total = try money(row, 7, in: 3)
        let currency = total.currency
        let settlement = try Settlement(
            total: total,
            paid: row.money(8, currency),
            credited: row.money(9, currency),
            row.choice(6)
        )
        let writtenOff = try settlement.writtenOff.subtracting(row.money(12, currency))
        return try PostingAct(
            on: date,
            .earlier(
                paid: settlement.paid.subtracting(row.money(10, currency)),
                credited: settlement.credited.subtracting(row.money(11, currency)),
                writtenOff: writtenOff
            ),
            PostingDocument(.invoice, row.text(1), try row.id(0)),
            of: party(row, 2)
        )
    }
}
