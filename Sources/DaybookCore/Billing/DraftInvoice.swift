/// An invoice as a billing run would write it.
package struct DraftInvoice: Hashable, Sendable {
    /// Who receives it: an account, or a group of accounts that are billed together.
    package let recipient: String
    package let currency: Currency
    package let lines: [Line]
    /// What is taxed at one rate, in order of the rates.
    package let taxes: [DocumentTotals.TaxGroup]
    package let totals: DocumentTotals

    /// What a line is made of.
    package struct Charge: Hashable, Sendable {
        package let account: String
        package let product: String?
        /// The due item's name within its contract.
        package let key: String
        package let service: Period<Instant>
        package let quantity: PreciseAmount
        package let unitAmount: PreciseAmount?
        /// Before discounts, rounded.
        package let amount: Money
        package let discount: Money
        package let tax: TaxRate
        /// Where it comes from; nil where somebody wrote it by hand.
        package let basis: ChargeBasis?

        package init(
            account: String,
            product: String?,
            key: String,
            service: Period<Instant>,
            quantity: PreciseAmount,
            unitAmount: PreciseAmount?,
            amount: Money,
            discount: Money,
            tax: TaxRate,
            basis: ChargeBasis? = nil,
        ) {
            self.account = account
            self.product = product
            self.key = key
            self.service = service
            self.quantity = quantity
            self.unitAmount = unitAmount
            self.amount = amount
            self.discount = discount
            self.tax = tax
            self.basis = basis
        }
    }

    package struct Line: Hashable, Sendable {
        package let charge: Charge
        package let credits: [CreditLedger.Use]
        /// After discounts and credits, without tax: what EN 16931 sums up.
        package let net: Money
    }
}
