package import DaybookCore

/// Drafts that are written and changed by hand.
extension InvoiceDesk {
    /// A draft of handwritten lines.
    package func create(
        _ id: RecordID,
        for account: Account,
        _ period: Period<CivilDate>,
        _ body: (inout DraftEdit) throws -> Void,
    ) throws -> Invoice {
        let customer = try CustomerRepository(connection).customer(of: account)
        try PartyRules.requireServed(account, of: customer)
        let zero = Money.zero(account.currency)
        let invoice = Invoice(
            id: id,
            account: account.id,
            number: nil,
            state: .draft,
            currency: account.currency,
            period: period,
            issuedOn: nil,
            dueOn: nil,
            times: Invoice.Times(createdAt: clerk.now),
            totals: Invoice.Totals(net: zero, tax: zero, total: zero, paid: zero, credited: zero),
            note: nil
        )
        return try create(invoice, body)
    }

    func create(
        _ invoice: Invoice,
        _ body: (inout DraftEdit) throws -> Void,
    ) throws -> Invoice {
        var edit = DraftEdit(invoice, [])
        try body(&edit)
        let (draft, lines) = try edit.finished()
        try CurrencyRepository(connection).insert(draft.currency)
        try invoices.insert(draft, lines: lines)
        try invoices.sign(draft.id, preparedBy: clerk.name)
        return draft
    }

    /// Changes a draft. Its sums follow; whoever changed it has prepared it.
    package func edit(
        _ invoice: Invoice,
        _ body: (inout DraftEdit) throws -> Void,
    ) throws -> Invoice {
        try require(.edit, of: invoice)
        var edit = DraftEdit(invoice, try invoices.lines(of: invoice))
        try body(&edit)
        let (changed, lines) = try edit.finished()
        try invoices.write(lines, over: edit.linesBefore, of: invoice.id)
        let after = try performed(.edit, on: invoice) { $0 = changed }
        try invoices.updateDraft(after)
        try invoices.sign(invoice.id, preparedBy: clerk.name)
        return after
    }
}

extension InvoiceRepository {
    /// Writes the sums and dates of a draft. The version rises also where only its lines changed.
    fileprivate func updateDraft(_ invoice: Invoice) throws {
        let totals = invoice.totals
        try connection.run(
            """
            UPDATE invoices SET net = ?2, tax = ?3, total = ?4, due_on = ?5, note = ?6,
                version = version + 1
            WHERE id = ?1
            """,
            [
                .id(invoice.id), try .money(totals.net), try .money(totals.tax),
                try .money(totals.total), .date(invoice.dueOn), .text(invoice.note),
            ]
        )
    }

    /// Makes the lines of a draft agree with others, place by place: what is the same is not
    /// written, and what follows from contracts keeps its row.
    fileprivate func write(
        _ lines: [InvoiceLine],
        over before: [InvoiceLine],
        of invoice: RecordID,
    ) throws {
        let old = Dictionary(uniqueKeysWithValues: before.map { ($0.position, $0) })
        let kept = Set(lines.map(\.position))
        for line in before where !kept.contains(line.position) {
            try connection.run(
                """
                DELETE FROM lines
                WHERE invoice = (SELECT row FROM invoices WHERE id = ?) AND position = ?
                """,
                [.id(invoice), .integer(line.position)]
            )
        }
        for line in lines where old[line.position] != line && old[line.position] != nil {
            try update(line, of: invoice)
        }
        try insert(lines.filter { old[$0.position] == nil }, of: invoice)
    }

    private func update(_ line: InvoiceLine, of invoice: RecordID) throws {
        try connection.run(
            """
            UPDATE lines SET kind = ?3, product = ?4, description = ?5, quantity = ?6, unit = ?7,
                unit_price = ?8, amount = ?9, tax_rate = ?10, period_from = ?11, period_to = ?12
            WHERE invoice = (SELECT row FROM invoices WHERE id = ?1) AND position = ?2
            """,
            [
                .id(invoice), .integer(line.position), .text(line.kind.rawValue),
                .text(line.product), .text(line.description), .decimal(line.quantity.value),
                .text(line.unit), .decimal(line.unitPrice), try .money(line.amount),
                .decimal(line.taxRate), .date(line.period.from), .date(line.period.to),
            ]
        )
    }
}
