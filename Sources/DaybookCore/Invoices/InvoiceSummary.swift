/// An invoice as a list shows it, with the names of whom it belongs to.
package struct InvoiceSummary: Hashable, Sendable {
    package let id: RecordID
    package let number: String?
    package let customerKey: String
    package let customerName: String
    package let accountKey: String
    package let accountName: String
    package let state: InvoiceState
    package let period: Period<CivilDate>
    package let issuedOn: CivilDate?
    package let dueOn: CivilDate?
    package let totals: Invoice.Totals

    /// What is still to be paid: nothing where no money is expected.
    package let open: Money

    package init(
        id: RecordID,
        number: String?,
        customerKey: String,
        customerName: String,
        accountKey: String,
        accountName: String,
        state: InvoiceState,
        period: Period<CivilDate>,
        issuedOn: CivilDate?,
        dueOn: CivilDate?,
        totals: Invoice.Totals,
        open: Money,
    ) {
        self.id = id
        self.number = number
        self.customerKey = customerKey
        self.customerName = customerName
        self.accountKey = accountKey
        self.accountName = accountName
        self.state = state
        self.period = period
        self.issuedOn = issuedOn
        self.dueOn = dueOn
        self.totals = totals
        self.open = open
    }

    package func isOverdue(on today: CivilDate) -> Bool {
        guard state.isOpen, let dueOn else { return false }
        return dueOn < today
    }
}
