/// A line of a billing run as two runs are compared by it.
package struct RunLine: Hashable, Sendable {
    package let invoice: String
    /// Its name within the invoice: the due item and the part of its price.
    package let line: String
    package let quantity: PreciseAmount
    package let unitAmount: PreciseAmount
    package let amount: Money

    package init(
        invoice: String,
        line: String,
        quantity: PreciseAmount,
        unitAmount: PreciseAmount,
        amount: Money,
    ) {
        self.invoice = invoice
        self.line = line
        self.quantity = quantity
        self.unitAmount = unitAmount
        self.amount = amount
    }

    /// The order in which runs are kept: by invoice, then by line.
    package static func isBefore(_ one: RunLine, _ other: RunLine) -> Bool {
        one.invoice == other.invoice ? one.line < other.line : one.invoice < other.invoice
    }
}
