internal import DaybookCore

/// What invoices lost without being paid, and what was settled of them before there were records.
extension PostingReader {
    /// What was given up, too small to ask for or bad, and what of it came back.
    func losses(_ end: CivilDate) throws -> PostingStream {
        try stream(
            """
            SELECT invoices.id, number, account, currency, made_on, amount, kind
            FROM losses CROSS JOIN invoices ON invoices.row = invoice
            WHERE made_on < ?1 AND OWN ORDER BY made_on, losses.row
            """,
            of: "invoices",
            before: end
        ) { [unowned self] cursor, list in
            let row = cursor.row
            let (kind, amount): (LossKind, Money) = (try row.choice(6), try money(row, 5, in: 3))
            list.append(
                try PostingAct(
                    on: row.date(4),
                    kind == .writeOff ? .writeOff(amount) : .badDebt(amount),
                    PostingDocument(.invoice, row.text(1), try row.id(0)),
                    of: party(row, 2)
                )
            )
            try cursor.advance()
        }
    }

    /// What was paid, credited or written off of invoices by more than the ledger has payments,
    /// credit notes and write-offs: they came from elsewhere. It is posted on the day on which they
    /// were settled, or of their issue where nobody knows.
    ///
    /// Only days and rows are put in order, both as numbers: to sort all that is told of an invoice
    /// took as long as to read it twice.
    func earlier(_ end: CivilDate) throws -> PostingStream {
        try stream(
            """
            SELECT id, number, account, currency, issued_on, paid_at, state, total, paid, credited,
                allocated, noted, written
            FROM (SELECT row AS place FROM invoices
                    WHERE \(Self.mayBeSettled) AND issued_on < ?1 AND OWN
                    ORDER BY max(ifnull(paid_at / 86400000000, 0), unixepoch(issued_on) / 86400),
                        row
                    LIMIT -1)
                CROSS JOIN (\(Self.settledElsewhere)) AS settled ON settled.row = place
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

    private static let mayBeSettled = """
        (state = 'paid' OR state = 'partially_paid' OR state = 'uncollectible' OR state = 'void')
        """

    /// Invoices of which more was paid, credited or written off than payments, credit notes and
    /// losses explain, with what these do.
    static let settledElsewhere = """
        SELECT * FROM (
            SELECT invoices.*,
                (SELECT ifnull(sum(amount), 0) FROM allocations
                    WHERE invoice = invoices.row) AS allocated,
                (SELECT ifnull(sum(notes.total - ifnull((
                        SELECT sum(given.paid) FROM credit_note_credits AS given
                        WHERE given.note = notes.row), 0)), 0)
                    FROM credit_notes AS notes WHERE notes.invoice = invoices.row) AS noted,
                (SELECT ifnull(sum(amount), 0) FROM losses
                    WHERE invoice = invoices.row AND kind = 'write_off') AS written
            FROM invoices WHERE \(mayBeSettled))
        WHERE paid <> allocated OR credited <> noted
            OR (state = 'paid' AND total <> paid + credited + written)
        """
}
