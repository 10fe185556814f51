/// One position of an invoice.
package struct InvoiceLine: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case flat, usage, minimum, discount, correction
        case oneOff = "one_off"
    }

    package var invoice: RecordID
    /// Counted from 1.
    package var position: Int
    package var kind: Kind
    /// The key of the product sold.
    package var product: String
    package var description: String
    package var quantity: Quantity
    package var unit: String
    /// Nil where tiers made the amount.
    package var unitPrice: PreciseAmount?
    /// Net of tax, rounded to the minor unit.
    package var amount: Money
    package var taxRate: PreciseAmount
    package var period: Period<CivilDate>
    /// Nil for lines that somebody wrote by hand, or that came from elsewhere.
    package var origin: LineOrigin?
    /// What credits paid of it: the amount is what is left.
    package var credits: [UsedCredit]

    package init(
        invoice: RecordID,
        position: Int,
        kind: Kind,
        product: String,
        description: String,
        quantity: Quantity,
        unit: String,
        unitPrice: PreciseAmount?,
        amount: Money,
        taxRate: PreciseAmount,
        period: Period<CivilDate>,
        origin: LineOrigin? = nil,
        credits: [UsedCredit] = [],
    ) {
        self.invoice = invoice
        self.position = position
        self.kind = kind
        self.product = product
        self.description = description
        self.quantity = quantity
        self.unit = unit
        self.unitPrice = unitPrice
        self.amount = amount
        self.taxRate = taxRate
        self.period = period
        self.origin = origin
        self.credits = credits
    }
}
