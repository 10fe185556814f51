package import DaybookCore

/// A credit note as it was issued, with what it gave to credits.
package struct CreditNoteRecord: Hashable, Sendable {
    package let id: RecordID
    package let number: String
    package let invoice: RecordID
    package let invoiceNumber: String
    package let issuedOn: CivilDate
    package let net: Money
    package let tax: Money
    package let total: Money
    package let reason: String?
    package let createdAt: Instant
    package let lines: [Line]
    package let credits: [NotedCredit]
    /// Whether a billing run asked for it.
    package let corrects: Bool

    /// What it takes off a line of the invoice.
    package struct Line: Hashable, Sendable {
        package let position: Int
        package let net: Money

        package init(position: Int, net: Money) {
            (self.position, self.net) = (position, net)
        }
    }

    package init(
        id: RecordID,
        number: String,
        invoice: RecordID,
        invoiceNumber: String,
        issuedOn: CivilDate,
        net: Money,
        tax: Money,
        total: Money,
        reason: String?,
        createdAt: Instant,
        lines: [Line],
        credits: [NotedCredit],
        corrects: Bool,
    ) {
        (self.id, self.number) = (id, number)
        (self.invoice, self.invoiceNumber, self.issuedOn) = (invoice, invoiceNumber, issuedOn)
        (self.net, self.tax, self.total) = (net, tax, total)
        (self.reason, self.createdAt) = (reason, createdAt)
        (self.lines, self.credits, self.corrects) = (lines, credits, corrects)
    }
}
