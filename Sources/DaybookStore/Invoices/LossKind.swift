internal import DaybookCore

/// What of an invoice is not expected any more.
enum LossKind: String {
    /// A rest that is too small to ask for.
    case writeOff = "write_off"
    /// What nobody expects to be paid.
    case badDebt = "bad_debt"
}

extension InvoiceRepository {
    /// Writes how much of an invoice is lost from a day on. What changes is an entry of its own:
    /// those of days before stay.
    func updateLoss(
        _ kind: LossKind,
        of invoice: Invoice,
        _ amount: Money,
        on day: CivilDate,
    ) throws {
        try connection.run(
            """
            INSERT INTO losses (invoice, kind, amount, made_on)
            SELECT row, ?2, ?3 - known, max(?4, issued_on) FROM (
                SELECT row, issued_on, (SELECT ifnull(sum(amount), 0) FROM losses
                    WHERE invoice = invoices.row AND kind = ?2) AS known
                FROM invoices WHERE id = ?1)
            WHERE known <> ?3
            """,
            [.id(invoice.id), .text(kind.rawValue), try .money(amount), .date(day)]
        )
    }
}
