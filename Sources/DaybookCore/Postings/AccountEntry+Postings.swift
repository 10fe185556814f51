extension AccountEntry {
    /// What a transaction of the books changes of what one account owes; nil where it changes
    /// nothing of that: what is received and not allocated is not owed either. A credit note of
    /// which all became a credit is told all the same: somebody holds it in hand.
    package init?(
        _ transaction: PostingTransaction,
        of place: PartyPlace,
        _ account: RecordID,
    ) throws(NumberError) {
        guard let kind = Kind(transaction.kind),
            let currency = transaction.postings.first?.amount.currency
        else { return nil }
        var sum = Money.zero(currency)
        for posting in transaction.postings {
            guard posting.account == .receivable(place) || posting.account == .onAccount(place)
            else { continue }
            sum = try sum.adding(posting.amount)
        }
        let isAsCredit = transaction.postings.contains { $0.account == .credits(place) }
        if sum.isZero && !(kind == .creditNote && isAsCredit) { return nil }
        self.init(
            account: account,
            date: transaction.date,
            kind: sum.isZero ? .creditNoteAsCredit : kind,
            document: transaction.document.number,
            amount: sum
        )
    }
}

extension AccountEntry.Kind {
    /// Nil for what is none of an account's debts. An allocation changes these only where one
    /// account pays what another owes.
    fileprivate init?(_ kind: PostingKind) {
        switch kind {
        case .invoice: self = .invoice
        case .void: self = .void
        case .creditNote: self = .creditNote
        case .payment: self = .payment
        case .allocation, .release: self = .transfer
        case .refund: self = .refund
        case .writeOff: self = .writeOff
        case .badDebt: self = .badDebt
        case .earlier: self = .earlier
        case .opening, .credit, .recognition: return nil
        }
    }
}
