/// What an account owed at the start of a period, what changed that, and what it owed at the end,
/// in one currency. Below zero means that the account has money with us.
///
/// Money of another account of the customer that pays invoices of this one is a line of its own, a
/// transfer, on the day on which it does; in the other's statement it is the same line above zero.
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
        of account: RecordID,
        in book: ReceivablesBook,
        _ currency: Currency,
        over period: Period<CivilDate>,
    ) throws(NumberError) {
        try self.init(book.entries(of: account, currency), currency, over: period)
    }

    /// - Parameter entries: of one account, in order of booking; those in other currencies are left
    ///   out
    package init(
        _ entries: [AccountEntry],
        _ currency: Currency,
        over period: Period<CivilDate>,
    ) throws(NumberError) {
        self.currency = currency
        self.period = period
        let own = entries.filter { $0.amount.currency == currency }
        opening = try own.balance(before: period.from, currency)
        var balance = opening
        var lines: [Line] = []
        let entries = own.enumerated()
            .filter { period.contains($1.date) }
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
    /// What changed the balance of an account, in order of booking.
    func entries(of account: RecordID, _ currency: Currency) -> [AccountEntry] {
        entries.filter { $0.account == account && $0.amount.currency == currency }
    }

    /// What an account owed at the start of a day, payments that are not allocated taken off.
    package func balance(
        of account: RecordID,
        before date: CivilDate,
        _ currency: Currency,
    ) throws(NumberError) -> Money {
        try entries(of: account, currency).balance(before: date, currency)
    }

    /// The currencies of all documents of an account, by code.
    package func currencies(of account: RecordID) -> [Currency] {
        let codes = entries.filter { $0.account == account }.map(\.amount.currency)
        return Set(codes).sorted { $0.code < $1.code }
    }

    /// What was open of an account at the end of a day, invoice by invoice, the oldest due first.
    package func openItems(
        of account: RecordID,
        on date: CivilDate,
        _ currency: Currency,
    ) -> [OpenItem] {
        invoices.sorted(by: Self.isDueBefore).compactMap { invoice in
            guard invoice.account == account, invoice.currency == currency,
                let standing = invoice.standing(on: date),
                !standing.facts.settlement.open.isZero
            else { return nil }
            return OpenItem(
                number: invoice.number,
                dueOn: invoice.dueOn,
                open: standing.facts.settlement.open
            )
        }
    }

    /// What was received of an account up to the end of a day and neither allocated nor refunded.
    package func unallocated(
        of account: RecordID,
        on date: CivilDate,
        _ currency: Currency,
    ) throws(NumberError) -> Money {
        var sum = Money.zero(currency)
        for payment in payments where payment.account == account && payment.currency == currency {
            sum = try sum.adding(payment.unallocated(on: date))
        }
        return sum
    }
}

extension [AccountEntry] {
    /// What those before a day come to.
    fileprivate func balance(
        before date: CivilDate,
        _ currency: Currency,
    ) throws(NumberError) -> Money {
        var sum = Money.zero(currency)
        for entry in self where entry.date < date { sum = try sum.adding(entry.amount) }
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
