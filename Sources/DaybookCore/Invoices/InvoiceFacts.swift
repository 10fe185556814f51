/// What the guards of acts on an invoice look at.
package struct InvoiceFacts: Hashable, Sendable {
    package var conditions: InvoiceConditions
    package var settlement: Settlement

    package init(_ conditions: InvoiceConditions, _ settlement: Settlement) {
        self.conditions = conditions
        self.settlement = settlement
    }
}

/// What else than its amounts decides what may be done to an invoice.
package struct InvoiceConditions: Hashable, Sendable {
    package var lineCount: Int
    /// Whether the time is over until which usage may arrive.
    package var isCollected: Bool
    /// Whether whoever acts also prepared the invoice.
    package var isOwnWork: Bool
    /// Whether the month of the act takes no more writes.
    package var isMonthClosed: Bool

    package init(
        lineCount: Int = 1,
        isCollected: Bool = true,
        isOwnWork: Bool = false,
        isMonthClosed: Bool = false,
    ) {
        self.lineCount = lineCount
        self.isCollected = isCollected
        self.isOwnWork = isOwnWork
        self.isMonthClosed = isMonthClosed
    }
}
