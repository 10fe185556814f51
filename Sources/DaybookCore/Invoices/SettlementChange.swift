/// What changes how far an invoice is settled.
package enum SettlementChange: Hashable, Sendable {
    case pay(Money)
    case release(Money)
    case credit(Money)
    case writeOff
    case giveUp
    case reinstate
    case void

    package var act: InvoiceAct {
        switch self {
        case .pay: .pay
        case .release: .release
        case .credit: .credit
        case .writeOff: .writeOff
        case .giveUp: .giveUp
        case .reinstate: .reinstate
        case .void: .void
        }
    }
}

extension InvoiceStanding {
    /// Where the invoice stands after the change.
    package func settled(by change: SettlementChange) throws(SettlementError) -> InvoiceStanding {
        if let obstacle = obstacle(to: change.act) { throw .refused(obstacle) }
        var after = facts
        try after.settlement.apply(change)
        do throws(InvoiceObstacle) {
            let row = try transition(by: change.act, leaving: after)
            return InvoiceStanding(row.to ?? state, after)
        } catch {
            throw .refused(error)
        }
    }
}
