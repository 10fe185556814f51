package import DaybookCore

/// What a credit note gave to credits.
package struct NotedCredit: Hashable, Sendable {
    package let credit: String
    package let amount: Money
    /// What was paid of it, with tax: then the credit is new. Nil: it came back to the credit that
    /// had paid it.
    package let paid: Money?

    package init(credit: String, amount: Money, paid: Money?) {
        (self.credit, self.amount, self.paid) = (credit, amount, paid)
    }
}

extension CreditNoteRepository {
    func insert(_ noted: NotedCredit, of note: RecordID) throws {
        try connection.run(
            """
            INSERT INTO credit_note_credits (note, credit, amount, paid)
            VALUES ((SELECT row FROM credit_notes WHERE id = ?),
                (SELECT row FROM credits WHERE id = ?), ?, ?)
            """,
            [
                .id(note), .text(noted.credit), try .money(noted.amount),
                try noted.paid.map { (paid) throws in try .money(paid) } ?? .null,
            ]
        )
    }

    /// What a credit note gave to credits, the new one last.
    package func credits(of note: StoredCreditNote) throws -> [NotedCredit] {
        let currency = note.note.total.currency
        return try connection.all(
            """
            SELECT credits.id, credit_note_credits.amount, paid
            FROM credit_note_credits JOIN credits ON credits.row = credit
            WHERE note = (SELECT row FROM credit_notes WHERE id = ?)
            ORDER BY paid IS NOT NULL, credits.row
            """,
            [.id(note.id)]
        ) { row in
            NotedCredit(
                credit: row.text(0),
                amount: row.money(1, currency),
                paid: row.isNull(2) ? nil : row.money(2, currency)
            )
        }
    }

    /// The credits that were paid for with what was paid of an invoice, and are not void.
    func paidCredits(of invoice: Invoice) throws -> [(id: String, paid: Money)] {
        try connection.all(
            """
            SELECT credits.id, paid
            FROM credit_notes JOIN credit_note_credits ON note = credit_notes.row
                JOIN credits ON credits.row = credit
            WHERE invoice = (SELECT row FROM invoices WHERE id = ?) AND paid IS NOT NULL
                AND \(Schema.isCreditStanding)
            ORDER BY credits.row
            """,
            [.id(invoice.id)]
        ) { (id: $0.text(0), paid: $0.money(1, invoice.currency)) }
    }

    func isCredited(_ invoice: Invoice) throws -> Bool {
        try connection.first(
            """
            SELECT 1 FROM credit_notes
            WHERE invoice = (SELECT row FROM invoices WHERE id = ?) LIMIT 1
            """,
            [.id(invoice.id)]
        ) { _ in true } ?? false
    }
}
