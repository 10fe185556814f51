package import DaybookCore

extension InvoiceDesk {
    /// A credit note as it was issued, the invoice after it, and what credits got by it.
    package typealias Credited = (
        note: StoredCreditNote, invoice: Invoice, credits: [NotedCredit]
    )

    /// The credit note that would be issued.
    package func previewCredit(_ invoice: Invoice, _ scope: CreditScope) throws -> CreditNote {
        guard invoice.state.isNumbered else {
            throw InvoiceRefusal(
                invoice: Self.name(invoice),
                obstacle: .notInState(.credit, invoice.state)
            )
        }
        return try CreditNoteRepository(connection).creditable(invoice).preview(scope)
    }

    /// Issues a credit note: it takes a number, and its amount off the invoice. What was paid of
    /// it becomes the customer's again, the latest payment first; what credits had paid of it comes
    /// back to them.
    ///
    /// - Parameters:
    ///   - back: has what was paid become a credit. The payment then stays with the invoice: it has
    ///     paid for the credit.
    ///   - corrects: whether what it takes off is not billed any more, for billing runs
    package func credit(
        _ invoice: Invoice,
        _ scope: CreditScope,
        id: RecordID,
        reason: String?,
        asCredit back: CreditBack? = nil,
        corrects: Bool = false,
        _ clearance: Clearance? = nil,
    ) throws -> Credited {
        let notes = CreditNoteRepository(connection)
        let note = try previewCredit(invoice, scope)
        try require(clearance, for: .creditNote, of: note.total)
        var creditable = try notes.creditable(invoice)
        try creditable.issue(note)
        let paid = try back.flatMap { _ in try paidPart(of: note, on: invoice) }
        let after = try takeOff(
            try note.total.subtracting(paid ?? .zero(invoice.currency)),
            invoice
        )
        let number = try NumberSeries(connection: connection, kind: .creditNotes)
            .take(on: clerk.today)
        let stored = StoredCreditNote(
            id: id,
            number: number.text,
            issuedOn: clerk.today,
            reason: reason,
            note: note,
            corrects: corrects
        )
        try notes.insert(stored, on: invoice.id, createdAt: clerk.now)
        try RevenueRepository(connection).takeBack(note, of: invoice, on: clerk.today)
        var credits = try returned(creditable, of: invoice)
        if let back, let paid { credits.append(try grant(back, for: paid, by: stored, invoice)) }
        for credit in credits { try notes.insert(credit, of: id) }
        return (stored, after, credits)
    }

    /// Nil where nothing of it was paid, or where it stands for no net amount.
    private func paidPart(of note: CreditNote, on invoice: Invoice) throws -> Money? {
        let paid = try Settlement(of: invoice).paidPart(of: note.total)
        return paid.isZero || note.net(ofPart: paid).minorUnits <= 0 ? nil : paid
    }

    private func takeOff(_ amount: Money, _ invoice: Invoice) throws -> Invoice {
        if amount.isZero {
            try require(.credit, of: invoice)
            return invoice
        }
        let after = try settled(.credit(amount), of: invoice)
        let released = try invoice.totals.paid.subtracting(after.totals.paid)
        if !released.isZero {
            try PaymentRepository(connection).release(released, of: invoice.id, on: clerk.today)
        }
        return after
    }

    private func returned(
        _ creditable: CreditableInvoice,
        of invoice: Invoice,
    ) throws -> [NotedCredit] {
        let parts = try creditable.returned(of: invoices.lines(of: invoice))
        return try CreditRepository(connection)
            .giveBack(parts, of: invoice, on: clerk.today, at: clerk.now)
            .map { NotedCredit(credit: $0.credit, amount: $0.amount, paid: nil) }
    }

    /// It is the customer's own money: nobody else need approve that it is given back.
    private func grant(
        _ back: CreditBack,
        for paid: Money,
        by note: StoredCreditNote,
        _ invoice: Invoice,
    ) throws -> NotedCredit {
        guard let account = try CustomerRepository(connection).account("\(invoice.account)") else {
            preconditionFailure("whoever has an invoice is an account")
        }
        let credit = try MoneyCredit(
            id: back.id.description,
            amount: note.note.net(ofPart: paid),
            effectiveOn: clerk.today,
            expiresOn: back.expiresOn,
            createdAt: clerk.now,
            purpose: note.number
        )
        _ = try CreditDesk(connection, clerk)
            .grant(credit, id: back.id, to: account, Clearance())
        return NotedCredit(credit: credit.id, amount: credit.amount, paid: paid)
    }
}
