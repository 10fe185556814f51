/// What of an invoice a credit note takes off.
package enum CreditScope: Hashable, Sendable {
    /// Everything that no credit note has taken off yet.
    case rest
    /// The same part of each line: 29/30 of a month.
    case part(TimeRatio)
    case lines([LineCredit])
}

/// What of one line a credit note takes off.
package struct LineCredit: Hashable, Sendable {
    package let position: Int
    package let extent: Extent

    package enum Extent: Hashable, Sendable {
        case rest
        /// Net of tax, with the sign of the line.
        case amount(Money)
        /// Of the line as it was invoiced, not of what is left of it.
        case part(TimeRatio)
    }

    package init(_ position: Int, _ extent: Extent) {
        self.position = position
        self.extent = extent
    }
}
