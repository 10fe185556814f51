internal import DaybookCore

/// Credits: what was given and taken, what expired, and what the turns of periods made of them.
extension PostingReader {
    /// The entries of credits.
    func credits(_ end: CivilDate) throws -> PostingStream {
        let prices = PaidCredits()
        return try stream(
            """
            SELECT made_on, kind, credit_entries.amount, ifnull(number, credit_entries.note),
                credits.row, credits.id, credits.account, credits.currency, credits.amount,
                purpose, (SELECT paid FROM credit_note_credits
                    WHERE credit = credits.row AND paid IS NOT NULL)
            FROM credit_entries CROSS JOIN credits ON credits.row = credit
                LEFT JOIN invoices ON invoices.id = invoice
            WHERE made_on < ?1 AND OWN ORDER BY made_on, credit_entries.row
            """,
            of: "credits",
            before: end
        ) { [unowned self] cursor, list in
            let row = cursor.row
            let amount = try money(row, 2, in: 7)
            let word: CreditEntryWord = try row.choice(1)
            let change =
                switch word {
                case .granted, .returned: amount
                case .used, .deducted, .voided, .expired: amount.negated
                }
            let price = Price(row, amount: 8, paid: 10, amount.currency)
            let posted = prices.change(ofCreditAt: row.integer(4), change, word, price)
            list.append(
                try PostingAct(
                    on: row.date(0),
                    .credit(posted, isPaidFor: price != nil),
                    PostingDocument(.credit, row.text(5), try row.id(5)),
                    of: party(row, 6),
                    note: note(word.rawValue, row, 3, or: 9)
                )
            )
            try cursor.advance()
        }
    }

    private func note(_ word: String, _ row: Row, _ column: Int, or other: Int) -> String {
        guard let text = row.optionalText(column) ?? row.optionalText(other), !text.isEmpty else {
            return word
        }
        return "\(word): \(text)"
    }

    /// What was left of credits on the day on which they expired, and what came back to them
    /// later, in vain.
    func expiredCredits(_ end: CivilDate) throws -> PostingStream {
        try stream(
            """
            SELECT max(made_on, expires_on) AS day, sum(iif(kind IN ('granted', 'returned'),
                    credit_entries.amount, -credit_entries.amount)) AS rest,
                credits.id, credits.account, credits.currency, credits.amount, purpose,
                (SELECT paid FROM credit_note_credits
                    WHERE credit = credits.row AND paid IS NOT NULL)
            FROM credits CROSS JOIN credit_entries ON credit = credits.row
            WHERE expires_on IS NOT NULL AND renews_days IS NULL AND expires_on < ?1
                AND made_on < ?1 AND OWN
            GROUP BY day, credits.row HAVING rest <> 0 ORDER BY day, credits.row
            """,
            of: "credits",
            before: end
        ) { [unowned self] cursor, list in
            let row = cursor.row
            let rest = try money(row, 1, in: 4).negated
            let price = Price(row, amount: 5, paid: 7, rest.currency)
            list.append(
                try PostingAct(
                    on: row.date(0),
                    .credit(price?.lastShare(of: rest) ?? rest, isPaidFor: price != nil),
                    PostingDocument(.credit, row.text(2), try row.id(2)),
                    of: party(row, 3),
                    note: note("expired", row, 6, or: 6)
                )
            )
            try cursor.advance()
        }
    }

    /// What follows from the periods of credits that recur: it is kept nowhere, so that all of it
    /// is at hand before the first act.
    func renewedCredits(_ end: CivilDate) throws -> PostingStream {
        guard end > .earliest else { return PostingStream([]) }
        let day = try end.adding(days: -1)
        let repository = CreditRepository(connection)
        var acts: [PostingAct] = []
        for credit in try repository.recurring() {
            let party = try party(of: credit)
            if let customer = directory.customer, try !isOwn(credit, customer) { continue }
            let document = PostingDocument(.credit, credit.credit.id, credit.id)
            for entry in try credit.ledger.history(of: credit.credit.id, on: day)
            where entry.kind.isDerived && entry.on < end {
                let amount = entry.isGiven ? entry.amount : entry.amount.negated
                acts.append(
                    PostingAct(
                        on: entry.on,
                        .credit(amount, isPaidFor: false),
                        document,
                        of: party,
                        note: entry.kind.name
                    )
                )
            }
        }
        return PostingStream(acts.sorted { $0.date < $1.date })
    }

    private func party(of credit: StoredCredit) throws -> PartyPlace {
        let row = try connection.integer(
            "SELECT row FROM accounts WHERE id = ?",
            [.id(credit.account)]
        )
        return try directory.party(row)
    }

    private func isOwn(_ credit: StoredCredit, _ customer: Int64) throws -> Bool {
        try connection.integer(
            "SELECT customer FROM accounts WHERE id = ?",
            [.id(credit.account)]
        ) == customer
    }
}

/// What a customer has paid for a credit: more than it is worth net, as tax was paid too.
private struct Price {
    let paid: Money
    let amount: Money

    /// Nil for what was given.
    init?(_ row: Row, amount: Int, paid: Int, _ currency: Currency) {
        guard !row.isNull(paid) else { return nil }
        self.amount = row.money(amount, currency)
        self.paid = row.money(paid, currency)
    }

    /// What was paid for so much of it, cut to whole minor units.
    func share(of units: Int128) -> Int128 { paid.minorUnits * units / amount.minorUnits }

    /// What was paid for the last part of it.
    func lastShare(of rest: Money) -> Money {
        let before = share(of: amount.minorUnits + rest.minorUnits)
        return Money(minorUnits: before - paid.minorUnits, paid.currency)
    }
}

/// How much was taken so far of credits that were paid for: each entry takes its part of the price,
/// and all together take all of it.
private final class PaidCredits {
    private var taken: [Int64: Int128] = [:]

    func change(
        ofCreditAt row: Int64,
        _ change: Money,
        _ word: CreditEntryWord,
        _ price: Price?,
    ) -> Money {
        guard let price else { return change }
        // It came into the books with its credit note.
        if word == .granted { return .zero(change.currency) }
        let before = taken[row] ?? 0
        let after = before - change.minorUnits
        taken[row] = after
        return Money(
            minorUnits: price.share(of: before) - price.share(of: after),
            change.currency
        )
    }
}
