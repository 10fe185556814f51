package import DaybookCore

extension InvoiceRepository {
    /// Writes where an invoice stands: its state, its times, what is paid and credited of it.
    func updateStanding(_ invoice: Invoice) throws {
        try connection.run(
            "UPDATE invoices SET \(Self.standing) WHERE id = ?1",
            [.id(invoice.id)] + standingValues(invoice)
        )
    }

    /// Writes the number and the dates that an invoice gets, once, with its state.
    func updateIssue(_ invoice: Invoice) throws {
        try connection.run(
            """
            UPDATE invoices SET \(Self.standing), number = ?9, issued_on = ?10, due_on = ?11
            WHERE id = ?1
            """,
            [.id(invoice.id)] + (try standingValues(invoice)) + [
                .text(invoice.number), .date(invoice.issuedOn), .date(invoice.dueOn),
            ]
        )
    }

    func delete(_ invoice: Invoice) throws {
        try connection.run(
            """
            DELETE FROM line_credits WHERE line IN (SELECT lines.row
                FROM lines JOIN invoices ON invoices.row = lines.invoice WHERE invoices.id = ?)
            """,
            [.id(invoice.id)]
        )
        try connection.run(
            "DELETE FROM lines WHERE invoice = (SELECT row FROM invoices WHERE id = ?)",
            [.id(invoice.id)]
        )
        try connection.run("DELETE FROM invoices WHERE id = ?", [.id(invoice.id)])
    }

    private static let standing = """
        state = ?2, approved_at = ?3, issued_at = ?4, paid_at = ?5, voided_at = ?6,
            paid = ?7, credited = ?8
        """

    private func standingValues(_ invoice: Invoice) throws -> [SQLValue] {
        let times = invoice.times
        return [
            .text(invoice.state.rawValue), .instant(times.approvedAt), .instant(times.issuedAt),
            .instant(times.paidAt), .instant(times.voidedAt), try .money(invoice.totals.paid),
            try .money(invoice.totals.credited),
        ]
    }

    // MARK: - Who

    /// Notes who made or changed a draft; nobody has approved it then.
    package func sign(_ invoice: RecordID, preparedBy name: String) throws {
        try connection.run(
            """
            INSERT INTO invoice_signatures (invoice, prepared_by)
            SELECT row, ?2 FROM invoices WHERE id = ?1
            ON CONFLICT (invoice) DO UPDATE SET prepared_by = ?2, approved_by = NULL
            """,
            [.id(invoice), .text(name)]
        )
    }

    /// - Parameter name: nil takes the approval back
    func sign(_ invoice: RecordID, approvedBy name: String?) throws {
        try connection.run(
            """
            INSERT INTO invoice_signatures (invoice, approved_by)
            SELECT row, ?2 FROM invoices WHERE id = ?1
            ON CONFLICT (invoice) DO UPDATE SET approved_by = ?2
            """,
            [.id(invoice), .text(name)]
        )
    }

    /// Nil where nobody knows: the draft came from elsewhere.
    package func preparer(of invoice: RecordID) throws -> String? {
        try connection.first(
            """
            SELECT prepared_by FROM invoice_signatures
            WHERE invoice = (SELECT row FROM invoices WHERE id = ?)
            """,
            [.id(invoice)]
        ) { $0.optionalText(0) } ?? nil
    }
}
