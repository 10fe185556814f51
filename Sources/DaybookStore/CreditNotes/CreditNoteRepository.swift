package import DaybookCore

/// Credit notes as they were issued.
package struct CreditNoteRepository {
    let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    func insert(_ stored: StoredCreditNote, on invoice: RecordID, createdAt: Instant) throws {
        let note = stored.note
        try connection.run(
            """
            INSERT INTO credit_notes (id, invoice, number, issued_on, net, tax, total, reason,
                created_at, corrects)
            VALUES (?, (SELECT row FROM invoices WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(stored.id), .id(invoice), .text(stored.number), .date(stored.issuedOn),
                try .money(note.net), try .money(note.tax), try .money(note.total),
                .text(stored.reason), .instant(createdAt), .integer(stored.corrects ? 1 : 0),
            ]
        )
        let row = connection.lastRow
        for line in note.lines {
            try connection.run(
                "INSERT INTO credit_note_lines (note, position, net) VALUES (?, ?, ?)",
                [.integer(row), .integer(line.position), try .money(line.net)]
            )
        }
    }

    /// An invoice with everything that was credited of it.
    package func creditable(_ invoice: Invoice) throws -> CreditableInvoice {
        let lines = try InvoiceRepository(connection).lines(of: invoice)
        var creditable = try CreditableInvoice(invoice, lines)
        for credits in try credits(of: invoice) {
            try creditable.issue(creditable.preview(.lines(credits)))
        }
        return creditable
    }

    /// What each note took off, in the order of their issue.
    private func credits(of invoice: Invoice) throws -> [[LineCredit]] {
        var notes: [[LineCredit]] = []
        var last: Int64?
        try connection.forEach(
            """
            SELECT note, position, credit_note_lines.net
            FROM credit_note_lines JOIN credit_notes ON credit_notes.row = note
            WHERE invoice = (SELECT row FROM invoices WHERE id = ?)
            ORDER BY note, credit_note_lines.row
            """,
            [.id(invoice.id)]
        ) { row in
            let net = row.money(2, invoice.currency)
            let credit = LineCredit(Int(row.integer(1)), .amount(net))
            if row.integer(0) == last {
                notes[notes.count - 1].append(credit)
            } else {
                notes.append([credit])
            }
            last = row.integer(0)
        }
        return notes
    }

    /// The credit note with this id or number, and the invoice that it is on. Its taxes are those
    /// that the notes before it left.
    package func find(_ idOrNumber: String) throws -> (note: StoredCreditNote, on: Invoice)? {
        let found = try connection.first(
            """
            SELECT credit_notes.id, credit_notes.number, credit_notes.issued_on, reason,
                invoices.id, (SELECT count(*) FROM credit_notes AS earlier
                    WHERE earlier.invoice = invoices.row AND earlier.row < credit_notes.row),
                corrects
            FROM credit_notes JOIN invoices ON invoices.row = invoice
            WHERE credit_notes.id = ?1 OR credit_notes.number = ?2
            """,
            [.text(idOrNumber.uppercased()), .text(idOrNumber)]
        ) { row in
            (
                id: try row.id(0), number: row.text(1), issuedOn: try row.date(2),
                reason: row.optionalText(3), invoice: row.text(4), index: Int(row.integer(5)),
                corrects: row.integer(6) == 1
            )
        }
        guard let found, let invoice = try InvoiceRepository(connection).find(found.invoice)
        else { return nil }
        let notes = try creditable(invoice).notes
        guard notes.indices.contains(found.index) else {
            throw UnreadableValue(expected: "a credit note with lines", found: found.number)
        }
        let stored = StoredCreditNote(
            id: found.id,
            number: found.number,
            issuedOn: found.issuedOn,
            reason: found.reason,
            note: notes[found.index],
            corrects: found.corrects
        )
        return (stored, invoice)
    }

    /// What a credit note of a number is known by.
    package func identity(of number: String) throws -> (id: RecordID, createdAt: Instant)? {
        try connection.first(
            "SELECT id, created_at FROM credit_notes WHERE number = ?",
            [.text(number)]
        ) { (try $0.id(0), try $0.instant(1)) }
    }

    /// A credit note as a list shows it.
    package struct Listed: Hashable, Sendable {
        package let id: RecordID
        package let number: String
        package let invoice: String
        package let accountKey: String
        package let issuedOn: CivilDate
        package let net: Money
        package let tax: Money
        package let total: Money
        package let reason: String?
    }

    /// The latest first.
    ///
    /// - Parameter invoice: nil for those on all invoices
    package func list(on invoice: RecordID?, limit: Int) throws -> [Listed] {
        let condition = invoice == nil ? "" : "WHERE invoices.id = ?2"
        return try connection.all(
            """
            \(Self.listed) \(condition)
            ORDER BY credit_notes.issued_on DESC, credit_notes.row DESC LIMIT ?1
            """,
            [.integer(limit)] + (invoice.map { [.id($0)] } ?? []),
            Self.listed
        )
    }

    /// Where those come from that `listed(_:)` reads.
    static let listed = """
        SELECT \(listedColumns)
        FROM credit_notes JOIN invoices ON invoices.row = invoice
            JOIN accounts ON accounts.row = account
            JOIN currencies ON code = invoices.currency
        """

    /// What `listed(_:)` reads.
    static let listedColumns = """
        credit_notes.id, credit_notes.number, invoices.number, accounts.key,
        credit_notes.issued_on, invoices.currency, currencies.minor_unit_digits,
        credit_notes.net, credit_notes.tax, credit_notes.total, credit_notes.reason
        """

    static func listed(_ row: Row) throws -> Listed {
        let currency = try row.currency(5)
        return Listed(
            id: try row.id(0),
            number: row.text(1),
            invoice: row.text(2),
            accountKey: row.text(3),
            issuedOn: try row.date(4),
            net: row.money(7, currency),
            tax: row.money(8, currency),
            total: row.money(9, currency),
            reason: row.optionalText(10)
        )
    }
}
