/// A document with lines: a draft until it is issued, never changed after.
package struct Invoice: Hashable, Sendable {
    package var id: RecordID
    package var account: RecordID
    /// Given when it is issued, from a series without gaps.
    package var number: String?
    package var state: InvoiceState
    package var currency: Currency
    /// The billing period that it covers.
    package var period: Period<CivilDate>
    package var issuedOn: CivilDate?
    package var dueOn: CivilDate?
    package var times: Times
    package var totals: Totals
    package var note: String?

    package init(
        id: RecordID,
        account: RecordID,
        number: String?,
        state: InvoiceState,
        currency: Currency,
        period: Period<CivilDate>,
        issuedOn: CivilDate?,
        dueOn: CivilDate?,
        times: Times,
        totals: Totals,
        note: String?,
    ) {
        self.id = id
        self.account = account
        self.number = number
        self.state = state
        self.currency = currency
        self.period = period
        self.issuedOn = issuedOn
        self.dueOn = dueOn
        self.times = times
        self.totals = totals
        self.note = note
    }

    /// When it came into its states.
    package struct Times: Hashable, Sendable {
        package var createdAt: Instant
        package var approvedAt: Instant?
        package var issuedAt: Instant?
        package var paidAt: Instant?
        package var voidedAt: Instant?

        package init(
            createdAt: Instant,
            approvedAt: Instant? = nil,
            issuedAt: Instant? = nil,
            paidAt: Instant? = nil,
            voidedAt: Instant? = nil,
        ) {
            self.createdAt = createdAt
            self.approvedAt = approvedAt
            self.issuedAt = issuedAt
            self.paidAt = paidAt
            self.voidedAt = voidedAt
        }
    }

    /// Its sums, as they were written; no view computes them anew.
    package struct Totals: Hashable, Sendable {
        package var net: Money
        package var tax: Money
        package var total: Money
        package var paid: Money
        package var credited: Money

        package init(net: Money, tax: Money, total: Money, paid: Money, credited: Money) {
            self.net = net
            self.tax = tax
            self.total = total
            self.paid = paid
            self.credited = credited
        }
    }

    /// What is still to be paid: nothing where no money is expected.
    package func open() throws(NumberError) -> Money {
        guard state.isOpen else { return .zero(currency) }
        return try totals.total.subtracting(totals.paid).subtracting(totals.credited)
    }

    /// Whether money is still expected and the due date has passed on `today`.
    package func isOverdue(on today: CivilDate) -> Bool {
        guard state.isOpen, let dueOn else { return false }
        return dueOn < today
    }
}
