/// A line that bills a due item or a part of one, on an invoice that is not void.
package struct BilledItem: Hashable, Sendable {
    package let name: DueName
    package let service: Period<Instant>
    /// Without tax, and before credits: these pay a line, and make it no cheaper.
    package let net: Money
    package let product: String?
    /// What the invoice calls it.
    package let title: String
    package let tax: TaxRate

    package init(
        _ name: DueName,
        service: Period<Instant>,
        net: Money,
        product: String?,
        title: String,
        tax: TaxRate,
    ) {
        self.name = name
        self.service = service
        self.net = net
        self.product = product
        self.title = title
        self.tax = tax
    }
}
