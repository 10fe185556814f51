/// What an invoice or a credit note says of itself, as far as the books want to know.
package struct DocumentContent: Sendable {
    package let net: Money
    package let tax: Money
    package let lines: [Line]

    package struct Line: Sendable {
        package let product: ProductPlace
        package let net: TaxedAmount
        /// Whether the ledger knows in which months it is earned.
        package let isScheduled: Bool

        package init(_ product: ProductPlace, _ net: TaxedAmount, isScheduled: Bool) {
            self.product = product
            self.net = net
            self.isScheduled = isScheduled
        }
    }

    package init(net: Money, tax: Money, _ lines: [Line]) {
        self.net = net
        self.tax = tax
        self.lines = lines
    }
}
