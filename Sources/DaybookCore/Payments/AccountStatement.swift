/// What an account owed at the start of a period, what changed that, and what it owed at the end,
/// in one currency. Below zero means that the account has money with us.
package struct AccountStatement: Hashable, Sendable {
    package let currency: Currency
    package let period: Period<CivilDate>
    package let opening: Money
    package let lines: [Line]
    package let closing: Money

    package struct Line: Hashable, Sendable {
        package let entry: AccountEntry
        /// What was owed after it.
        package let balance: Money
    }

    /// Entries of one day stand in the order in which they were booked.
    package init(
        of book: ReceivablesBook,
        _ currency: Currency,
        over period: Period<CivilDate>,
    ) throws(NumberError) {
        self.currency = currency
        self.period = period
        opening = try book.balance(before: period.from, currency)
        var balance = opening
        var lines: [Line] = []
        let entries = book.entries.enumerated()
            .filter { $1.amount.currency == currency && period.contains($1.date) }
            .sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }
        for (_, entry) in entries {
            balance = try balance.adding(entry.amount)
            lines.append(Line(entry: entry, balance: balance))
        }
        self.lines = lines
        closing = balance
    }
}

extension ReceivablesBook {
    /// What was owed at the start of a day, payments that are not allocated taken off.
    package func balance(before date: CivilDate, _ currency: Currency) throws(NumberError) -> Money
    {
        var sum = Money.zero(currency)
        for entry in entries where entry.amount.currency == currency && entry.date < date {
            sum = try sum.adding(entry.amount)
        }
        return sum
    }

    /// The currencies of all documents, by code.
    package var currencies: [Currency] {
        Set(entries.map(\.amount.currency)).sorted { $0.code < $1.code }
    }

    /// What was open at the end of a day, invoice by invoice, the oldest due first.
    package func openItems(on date: CivilDate, _ currency: Currency) -> [OpenItem] {
        invoices.sorted(by: Self.isDueBefore).compactMap { invoice in
            guard invoice.currency == currency, let standing = invoice.standing(on: date),
                !standing.facts.settlement.open.isZero
            else { return nil }
            return OpenItem(
                number: invoice.number,
                dueOn: invoice.dueOn,
                open: standing.facts.settlement.open
            )
        }
    }

    /// What was received up to the end of a day and neither allocated nor refunded.
    package func unallocated(on date: CivilDate, _ currency: Currency) throws(NumberError) -> Money
    {
        var sum = Money.zero(currency)
        for payment in payments where payment.currency == currency {
            sum = try sum.adding(payment.unallocated(on: date))
        }
        return sum
    }
}

/// An invoice that was open on a day.
package struct OpenItem: Hashable, Sendable {
    package let number: String
    package let dueOn: CivilDate
    package let open: Money

    package init(number: String, dueOn: CivilDate, open: Money) {
        self.number = number
        self.dueOn = dueOn
        self.open = open
    }
}
