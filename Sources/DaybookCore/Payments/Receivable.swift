/// An issued invoice in the account's books: where it stands, and where it stood on each day.
package struct Receivable: Hashable, Sendable {
    package let id: RecordID
    package let account: RecordID
    package let number: String
    package let issuedOn: CivilDate
    package let dueOn: CivilDate
    /// Where it stood at the end of the days on which something happened, in order.
    private var history: [Day]

    private struct Day: Hashable {
        let date: CivilDate
        var standing: InvoiceStanding
    }

    /// Nil where the invoice is not numbered and dated, or something happened to it before.
    init?(_ invoice: Invoice) {
        let totals = invoice.totals
        guard let number = invoice.number, let issuedOn = invoice.issuedOn,
            let dueOn = invoice.dueOn, !totals.total.isNegative,
            totals.paid.isZero, totals.credited.isZero,
            invoice.state == .issued || (invoice.state == .paid && totals.total.isZero)
        else { return nil }
        id = invoice.id
        account = invoice.account
        self.number = number
        self.issuedOn = issuedOn
        self.dueOn = dueOn
        let facts = InvoiceFacts(InvoiceConditions(), Settlement(total: totals.total))
        history = [Day(date: issuedOn, standing: InvoiceStanding(invoice.state, facts))]
    }

    package var standing: InvoiceStanding {
        guard let last = history.last else {
            preconditionFailure("a receivable begins with its issue")
        }
        return last.standing
    }

    package var state: InvoiceState { standing.state }
    package var settlement: Settlement { standing.facts.settlement }
    package var currency: Currency { settlement.currency }

    /// The last day on which something happened; nothing is booked before it.
    package var lastDay: CivilDate { history.last?.date ?? issuedOn }

    /// Where it stood at the end of a day; nil before it was issued.
    package func standing(on date: CivilDate) -> InvoiceStanding? {
        history.last { $0.date <= date }?.standing
    }

    package func isOverdue(on date: CivilDate) -> Bool {
        guard let standing = standing(on: date) else { return false }
        return standing.state.isOpen && dueOn < date
    }

    mutating func change(to standing: InvoiceStanding, on date: CivilDate) {
        precondition(date >= lastDay, "what happens to an invoice is booked in order of time")
        if history.last?.date == date { history.removeLast() }
        history.append(Day(date: date, standing: standing))
    }
}
