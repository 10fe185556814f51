package import DaybookCore

/// An invoice with all that one looks at when one looks at it.
package struct InvoiceRecord: Sendable {
    package let invoice: Invoice
    package let lines: [InvoiceLine]
    package let owner: AccountOwner

    package init(invoice: Invoice, lines: [InvoiceLine], owner: AccountOwner) {
        self.invoice = invoice
        self.lines = lines
        self.owner = owner
    }
}
