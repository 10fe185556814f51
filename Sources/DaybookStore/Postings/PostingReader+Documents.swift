internal import DaybookCore

/// Invoices and credit notes, as they were issued or taken back.
extension PostingReader {
    func invoices(_ end: CivilDate) throws -> PostingStream {
        try stream(
            lines(
                day: "ifnull(invoices.issued_on, '')",
                where: "number IS NOT NULL AND ifnull(invoices.issued_on, '') < ?1"
            ),
            of: "invoices",
            before: end
        ) { [unowned self] cursor, list in
            let head = try InvoiceHead(cursor.row, self)
            let content = try content(cursor, head)
            list.append(
                PostingAct(
                    on: head.issuedOn,
                    .invoice(content),
                    head.document,
                    of: head.party,
                    note: head.note
                )
            )
        }
    }

    /// Void invoices, on the day on which they became so.
    func voids(_ end: CivilDate) throws -> PostingStream {
        let order = """
            max(ifnull(date(voided_at / 1000000, 'unixepoch'), ''), invoices.issued_on)
            """
        return try stream(
            lines(
                and: ", voided_at, paid, credited",
                day: order,
                where: "state = 'void' AND \(order) <= ?1"
            ),
            of: "invoices",
            before: end,
            slack: true
        ) { [unowned self] cursor, list in
            let row = cursor.row
            let head = try InvoiceHead(row, self)
            let date = max(try day(row, instant: 15, or: 5), head.issuedOn)
            let settlement = try Settlement(
                total: head.net.adding(head.tax),
                paid: row.money(16, head.net.currency),
                credited: row.money(17, head.net.currency),
                .void
            )
            let settled = try settlement.total.subtracting(settlement.voided)
            let content = try content(cursor, head)
            guard date < end else { return }
            list.append(
                PostingAct(
                    on: date,
                    .void(content, settledBefore: settled),
                    head.document,
                    of: head.party,
                    note: head.note
                )
            )
        }
    }

    /// Invoices with their lines, those of one invoice behind one another.
    private func lines(
        and columns: String = "",
        day: String,
        where condition: String,
    ) -> String {
        """
        SELECT invoices.row, invoices.id, number, account, currency, issued_on, net, tax, note,
            lines.row, amount, product, tax_rate,
            tax_behaviour = '\(TaxBehaviour.inclusive.rawValue)', \(isScheduled)\(columns)
        FROM invoices LEFT JOIN lines ON lines.invoice = invoices.row
            LEFT JOIN line_origins ON line_origins.line = lines.row
        WHERE \(condition) AND OWN
        ORDER BY \(day), invoices.row
        """
    }

    /// What the rows of an invoice say; the cursor goes behind them.
    private func content(_ cursor: RowCursor, _ head: InvoiceHead) throws -> DocumentContent {
        var lines: [DocumentContent.Line] = []
        lines.reserveCapacity(4)
        while cursor.isAtRow, cursor.row.integer(0) == head.row {
            let row = cursor.row
            if !row.isNull(9) {
                let net = TaxedAmount(
                    row.money(10, head.net.currency),
                    rate: try row.amount(12),
                    includesTax: row.integer(13) == 1
                )
                let product = directory.product(row, 11)
                lines.append(.init(product, net, isScheduled: row.integer(14) == 1))
            }
            try cursor.advance()
        }
        return DocumentContent(net: head.net, tax: head.tax, lines)
    }

    func creditNotes(_ end: CivilDate) throws -> PostingStream {
        try stream(
            """
            SELECT credit_notes.row, credit_notes.id, credit_notes.number, account, currency,
                max(credit_notes.issued_on, invoices.issued_on) AS day, credit_notes.net,
                credit_notes.tax, reason,
                (SELECT ifnull(sum(credit_note_credits.paid), 0) FROM credit_note_credits
                    WHERE credit_note_credits.note = credit_notes.row),
                credit_note_lines.net, product, tax_rate,
                \(isScheduled)
            FROM credit_notes CROSS JOIN invoices ON invoices.row = credit_notes.invoice
                LEFT JOIN credit_note_lines ON credit_note_lines.note = credit_notes.row
                LEFT JOIN lines ON lines.invoice = invoices.row
                    AND lines.position = credit_note_lines.position
            WHERE day < ?1 AND OWN
            ORDER BY day, credit_notes.row
            """,
            of: "invoices",
            before: end
        ) { [unowned self] cursor, list in
            let row = cursor.row
            let head = try InvoiceHead(row, self, .creditNote)
            let credited = row.money(9, head.net.currency)
            var lines: [DocumentContent.Line] = []
            while cursor.isAtRow, cursor.row.integer(0) == head.row {
                let row = cursor.row
                if !row.isNull(10), !row.isNull(11) {
                    let amount = row.money(10, head.net.currency)
                    let net = TaxedAmount(amount, rate: try row.amount(12), includesTax: false)
                    let product = directory.product(row, 11)
                    lines.append(.init(product, net, isScheduled: row.integer(13) == 1))
                }
                try cursor.advance()
            }
            list.append(
                PostingAct(
                    on: head.issuedOn,
                    .creditNote(
                        DocumentContent(net: head.net, tax: head.tax, lines),
                        asCredit: credited
                    ),
                    head.document,
                    of: head.party,
                    note: head.note
                )
            )
        }
    }
}

/// What the rows of one document have in common, in the columns row, id, number, account,
/// currency, issued_on, net, tax and note.
private struct InvoiceHead {
    let row: Int64
    let document: PostingDocument
    let party: PartyPlace
    let issuedOn: CivilDate
    let net: Money
    let tax: Money
    let note: String?

    init(_ row: Row, _ reader: PostingReader, _ kind: PostingDocument.Kind = .invoice) throws {
        self.row = row.integer(0)
        document = PostingDocument(kind, row.text(2), try row.id(1))
        party = try reader.party(row, 3)
        issuedOn = try row.date(5)
        net = try reader.money(row, 6, in: 4)
        tax = row.money(7, net.currency)
        note = row.optionalText(8)
    }
}
