package import DaybookCore

/// A draft that takes more back than it bills, as credit notes on what was invoiced before.
package struct DraftCorrections {
    private let connection: Connection
    private let notes: CreditNoteRepository

    package init(_ connection: Connection) {
        self.connection = connection
        notes = CreditNoteRepository(connection)
    }

    /// What is taken back of one invoice.
    package typealias Part = (invoice: Invoice, lines: [LineCredit])

    /// What a draft takes back was never invoiced, or was credited already.
    package struct NothingLeft: Error, CustomStringConvertible {
        package let title: String
        package let missing: Money

        package var description: String {
            "\(missing) of '\(title)' stands on no issued invoice, or was credited already"
        }
    }

    /// Whether an invoice is a draft that is settled by credit notes.
    package static func isNeeded(for invoice: Invoice) -> Bool {
        invoice.state == .draft && invoice.totals.total.isNegative
    }

    /// What to credit of which invoices, the latest first, for every line that is below zero.
    package func parts(of draft: Invoice) throws -> [Part] {
        var open: [RecordID: CreditableInvoice] = [:]
        var parts: [Part] = []
        for line in try InvoiceRepository(connection).lines(of: draft) where line.amount.isNegative
        {
            var missing = line.amount.negated
            for (id, position) in try billed(by: line) {
                guard let invoice = try InvoiceRepository(connection).find("\(id)") else {
                    continue
                }
                var creditable = try open[id] ?? notes.creditable(invoice)
                let rest = creditable.rest(ofLine: position) ?? .zero(draft.currency)
                let amount = try rest.compared(with: missing) < 0 ? rest : missing
                guard amount.minorUnits > 0 else { continue }
                let credit = LineCredit(position, .amount(amount))
                try creditable.issue(creditable.preview(.lines([credit])))
                open[id] = creditable
                missing = try missing.subtracting(amount)
                if let place = parts.firstIndex(where: { $0.invoice.id == id }) {
                    parts[place].lines.append(credit)
                } else {
                    parts.append((invoice, [credit]))
                }
            }
            guard missing.isZero else {
                throw NothingLeft(title: line.description, missing: missing)
            }
        }
        return parts
    }

    /// The lines of issued invoices that bill the same as a line, the latest first.
    private func billed(by line: InvoiceLine) throws -> [(invoice: RecordID, position: Int)] {
        guard let origin = line.origin else { return [] }
        return try connection.all(
            """
            SELECT invoices.id, lines.position
            FROM line_origins JOIN lines ON lines.row = line
                JOIN invoices ON invoices.row = lines.invoice
            WHERE contract = (SELECT row FROM contracts WHERE id = ?) AND plan = ? AND phase = ?
                AND item = ? AND item_version = ? AND item_period IS ?
                AND number IS NOT NULL AND state <> 'void' AND amount > 0
            ORDER BY lines.row DESC
            """,
            [.id(origin.contract)] + InvoiceRepository.due(origin.due, origin.service).dropLast(2)
        ) { row in (try row.id(0), Int(row.integer(1))) }
    }
}
