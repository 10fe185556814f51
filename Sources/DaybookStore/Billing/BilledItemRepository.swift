package import DaybookCore

/// What has been billed of contracts: lines of invoices that are not void, less what credit notes
/// took off because a run asked for that, and due items that came to nothing.
package struct BilledItemRepository {
    let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// What was billed of each contract of an account, in the order in which it was.
    package func billed(to account: RecordID) throws -> [RecordID: [BilledItem]] {
        var items: [RecordID: [BilledItem]] = [:]
        let account: [SQLValue] = [.id(account)]
        try connection.forEach(
            """
            SELECT contracts.id, plan, phase, item, item_version, item_period, service_from,
                service_to, settled_items.product, title, tax_rate, tax_behaviour,
                contracts.currency, minor_unit_digits
            FROM accounts JOIN contracts ON contracts.account = accounts.row
                JOIN settled_items ON settled_items.contract = contracts.row
                JOIN currencies ON code = contracts.currency
            WHERE accounts.id = ?
            ORDER BY settled_items.row
            """,
            account
        ) { row in
            let net = Money.zero(try row.currency(12))
            let tax = try TaxRate(percent: row.amount(10), row.choice(11))
            items[try row.id(0), default: []].append(try Self.item(row, net: net, tax))
        }
        try connection.forEach(
            """
            SELECT contracts.id, plan, phase, item, item_version, item_period, service_from,
                service_to, nullif(lines.product, ''), description, tax_rate, tax_behaviour,
                invoices.currency, minor_unit_digits,
                amount + ifnull((SELECT sum(line_credits.amount) FROM line_credits
                    WHERE line_credits.line = lines.row), 0)
                - ifnull((SELECT sum(part.net) FROM credit_notes AS notes
                        CROSS JOIN credit_note_lines AS part ON part.note = notes.row
                    WHERE notes.invoice = invoices.row AND notes.corrects = 1
                        AND part.position = lines.position), 0)
            FROM accounts JOIN contracts ON contracts.account = accounts.row
                JOIN line_origins ON line_origins.contract = contracts.row
                JOIN lines ON lines.row = line
                JOIN invoices ON invoices.row = lines.invoice
                JOIN currencies ON code = invoices.currency
            WHERE accounts.id = ? AND invoices.state <> 'void'
            ORDER BY lines.row
            """,
            account
        ) { row in
            let net = row.money(14, try row.currency(12))
            let tax = try InvoiceRepository.taxRate(row, 10, row.choice(11))
            items[try row.id(0), default: []].append(try Self.item(row, net: net, tax))
        }
        return items
    }

    private static func item(_ row: Row, net: Money, _ tax: TaxRate) throws -> BilledItem {
        BilledItem(
            InvoiceRepository.dueName(row, 1),
            service: try Period(from: row.instant(6), to: row.instant(7)),
            net: net,
            product: row.optionalText(8),
            title: row.text(9),
            tax: tax
        )
    }

    /// Notes a due item that came to nothing, so that it is not looked at with every run.
    package func settle(_ charge: DraftInvoice.Charge, at moment: Instant) throws {
        guard let basis = charge.basis else {
            preconditionFailure("only what a contract owes is settled: \(charge.key)")
        }
        try connection.run(
            """
            INSERT INTO settled_items (plan, phase, item, item_version, item_period, service_from,
                service_to, product, title, tax_rate, tax_behaviour, settled_at, contract)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT row FROM contracts WHERE id = ?))
            """,
            InvoiceRepository.due(basis.due, charge.service) + [
                .text(charge.product), .text(basis.title), .decimal(charge.tax.percent),
                .text(charge.tax.behaviour.rawValue), .instant(moment), .id(basis.contract),
            ]
        )
    }
}
