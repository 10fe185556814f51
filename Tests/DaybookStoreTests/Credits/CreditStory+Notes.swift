import DaybookCore
import DaybookStore
import DaybookWire
import TestRigs
import Testing

/// Payments and credit notes of an invoice, in the same stories.
extension CreditStory {
    /// `pay a 23.68`
    func pay(_ invoice: Invoice, _ amount: String, _ desk: InvoiceDesk) throws -> String {
        let clerk = InvoiceDesk.Clerk(name: "anna", now: .epoch, today: desk.today)
        let payments = PaymentDesk(desk.connection, clerk)
        nextID += 1
        let payment = Payment(
            id: RecordID(bits: nextID),
            reference: "P\(nextID)",
            amount: try Money(amount, invoice.currency),
            receivedOn: desk.today
        )
        let stored = try payments.receive(payment, of: invoice.account, note: nil)
        let after = try payments.allocate(stored, .inOrder([invoice.id]))
        return "\(after.unallocated.amount) unallocated"
    }

    /// The payments are no longer for the invoice.
    func release(_ invoice: Invoice, _ desk: InvoiceDesk) throws -> String {
        let clerk = InvoiceDesk.Clerk(name: "anna", now: .epoch, today: desk.today)
        let payments = PaymentDesk(desk.connection, clerk)
        let paying = try desk.connection.all(
            """
            SELECT payments.id FROM payments JOIN allocations ON payment = payments.row
                JOIN invoices ON invoices.row = invoice
            WHERE invoices.id = ?
            """,
            [.text("\(invoice.id)")]
        ) { $0.text(0) }
        for id in paying {
            let payment = try #require(try PaymentRepository(desk.connection).find(id).first)
            _ = try payments.release(payment, from: current(invoice, desk))
        }
        return try stand(invoice, desk)
    }

    /// `note a`, `note a 1=5.00`, `note a as=N expires=2025-09-01`
    func note(_ invoice: Invoice, _ words: [String], _ desk: InvoiceDesk) throws -> String {
        var (settings, lines) = ([String: String](), [LineCredit]())
        for word in words {
            let parts = word.split(separator: "=").map(String.init)
            if let position = Int(parts[0]) {
                lines.append(
                    LineCredit(position, .amount(try Money(parts[1], invoice.currency)))
                )
            } else {
                settings[parts[0]] = parts[1]
            }
        }
        nextID += 2
        let back = try settings["as"].map { letter in
            credits[letter] = RecordID(bits: nextID)
            return CreditBack(
                id: RecordID(bits: nextID),
                expiresOn: try settings["expires"].map { try CivilDate(iso8601: $0) }
            )
        }
        let credited = try desk.credit(
            invoice,
            lines.isEmpty ? .rest : .lines(lines),
            id: RecordID(bits: nextID - 1),
            reason: nil,
            asCredit: back
        )
        let told = credited.credits.map { credit in
            let paid = credit.paid.map { " for \($0.amount) paid" } ?? " back"
            return "; \(named(credit.credit)): \(credit.amount.amount)\(paid)"
        }
        return try "\(credited.note.number) of \(credited.note.note.total.amount)"
            + told.joined() + "; \(stand(invoice, desk))"
    }

    private func stand(_ invoice: Invoice, _ desk: InvoiceDesk) throws -> String {
        let after = try current(invoice, desk)
        return try "\(after.state.rawValue): paid \(after.totals.paid.amount), credited "
            + "\(after.totals.credited.amount), open \(after.open().amount)"
    }

    private func current(_ invoice: Invoice, _ desk: InvoiceDesk) throws -> Invoice {
        try #require(try InvoiceRepository(desk.connection).find("\(invoice.id)"))
    }
}
