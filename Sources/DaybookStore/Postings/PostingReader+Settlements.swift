internal import DaybookCore
internal import DaybookWire

/// What invoices lost without being paid, and what was settled of them before there were records.
extension PostingReader {
    func writeOffs(_ end: CivilDate) throws -> PostingStream {
        try stream(
            """
            SELECT invoices.id, number, account, currency, max(written_on, issued_on) AS day,
                amount
            FROM write_offs CROSS JOIN invoices ON invoices.row = invoice
            WHERE day < ?1 AND OWN ORDER BY day, invoice
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
            SELECT id, number, account, currency, due_on, total, paid, credited, given_up,
                issued_on
            FROM (\(SettledElsewhere.givenUp)) AS invoices
            WHERE max(substr(ifnull(given_up, due_on), 1, 10), issued_on) <= ?1 AND OWN
            ORDER BY max(substr(ifnull(given_up, due_on), 1, 10), issued_on), row
            """,
            of: "invoices",
            before: end,
            slack: true
        ) { [unowned self] cursor, list in
            let row = cursor.row
            let document = PostingDocument(.invoice, row.text(1), try row.id(0))
            let date = max(try givenUp(row), try row.date(9))
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
        let order = "max(ifnull(date(paid_at / 1000000, 'unixepoch'), ''), issued_on)"
        return try stream(
            """
            SELECT id, number, account, currency, issued_on, paid_at, state, total, paid, credited,
                allocated, noted, written
            FROM (\(SettledElsewhere.unexplained)) AS invoices
            WHERE \(order) <= ?1 AND OWN
            ORDER BY \(order), row
            """,
            of: "invoices",
            before: end,
            slack: true
        ) { [unowned self] cursor, list in
            let date = max(try day(cursor.row, instant: 5, or: 4), try cursor.row.date(4))
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
