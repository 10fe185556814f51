/// The conditions of acts on invoices.
package enum InvoiceGuard: String, CaseIterable, Sendable {
    case hasLines, hasNoLines
    /// The time until which usage may arrive is over.
    case collected
    /// Nobody approves what they prepared.
    case preparedByAnother
    /// The month that the act is dated in takes writes.
    case monthOpen
    /// A negative total would be a credit note.
    case totalNotNegative
    /// Credits have paid all of it: its total is nothing.
    case free
    /// Money is still owed.
    case open
    /// Nothing is owed, and nothing was given up.
    case settled
    /// Neither paid nor credited, not in part either.
    case untouched
    case touched
    /// Part of it is given up.
    case givenUp
    /// Part of it is written off, small or bad.
    case writtenOff
}

extension InvoiceGuard: TransitionGuard {
    package func obstacle(in facts: InvoiceFacts) -> InvoiceObstacle? {
        holds(in: facts) ? nil : .unmet(self)
    }

    private func holds(in facts: InvoiceFacts) -> Bool {
        let (conditions, settlement) = (facts.conditions, facts.settlement)
        return switch self {
        case .hasLines: conditions.lineCount > 0
        case .hasNoLines: conditions.lineCount == 0
        case .collected: conditions.isCollected
        case .preparedByAnother: !conditions.isOwnWork
        case .monthOpen: !conditions.isMonthClosed
        case .totalNotNegative: !settlement.total.isNegative
        case .free: settlement.total.isZero
        case .open: !settlement.open.isZero
        case .settled: settlement.open.isZero && settlement.badDebt.isZero
        case .untouched: settlement.paid.isZero && settlement.credited.isZero
        case .touched: !settlement.paid.isZero || !settlement.credited.isZero
        case .givenUp: !settlement.badDebt.isZero
        case .writtenOff: !settlement.writtenOff.isZero || !settlement.badDebt.isZero
        }
    }
}
