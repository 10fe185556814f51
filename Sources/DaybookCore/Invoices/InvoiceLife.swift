/// An invoice with what has been done to it, so that the last act can be undone.
///
/// An act is done when the table of transitions has a row for it whose guards hold. Undo goes back
/// to exactly what was before, as long as nothing of the act has left the ledger.
package struct InvoiceLife: Hashable, Sendable {
    package private(set) var now: Moment
    private var steps: [Step] = []

    /// An invoice as it is between two acts.
    package struct Moment: Hashable, Sendable {
        package fileprivate(set) var invoice: Invoice
        package fileprivate(set) var settlement: Settlement
        package fileprivate(set) var isDeleted = false

        package var state: InvoiceState { invoice.state }
    }

    private struct Step: Hashable {
        let row: InvoiceTransition
        let before: Moment
        var hasLeftLedger = false
    }

    package init(of invoice: Invoice) throws(NumberError) {
        now = Moment(invoice: invoice, settlement: try Settlement(of: invoice))
    }

    package func standing(_ conditions: InvoiceConditions) -> InvoiceStanding {
        InvoiceStanding(now.state, InvoiceFacts(conditions, now.settlement))
    }

    package func obstacle(
        to act: InvoiceAct,
        _ conditions: InvoiceConditions,
    ) -> InvoiceObstacle? {
        now.isDeleted ? .deleted : standing(conditions).obstacle(to: act)
    }

    // MARK: - Acts

    /// An act that settles nothing. The invoice may be changed along with it: all of it by
    /// gathering, collecting, editing and recalculating; its number and dates by issuing.
    package mutating func perform(
        _ act: InvoiceAct,
        at instant: Instant,
        _ conditions: InvoiceConditions,
        changing change: (inout Invoice) -> Void = { _ in },
    ) throws(InvoiceObstacle) {
        if let obstacle = obstacle(to: act, conditions) { throw obstacle }
        var next = now
        var changed = now.invoice
        change(&changed)
        switch act.scope {
        case .nothing: break
        case .numberAndDates:
            next.invoice.number = changed.number
            next.invoice.issuedOn = changed.issuedOn
            next.invoice.dueOn = changed.dueOn
        case .everything:
            next.invoice = changed
            next.invoice.number = nil
            next.settlement = Settlement(total: changed.totals.total)
        }
        let facts = InvoiceFacts(conditions, next.settlement)
        let row = try standing(conditions).transition(by: act, leaving: facts)
        take(row, to: next, at: instant)
    }

    package mutating func settle(
        _ change: SettlementChange,
        at instant: Instant,
        _ conditions: InvoiceConditions = InvoiceConditions(),
    ) throws(SettlementError) {
        guard !now.isDeleted else { throw .refused(.deleted) }
        let standing = standing(conditions)
        let after = try standing.settled(by: change)
        var next = now
        next.settlement = after.facts.settlement
        next.invoice.totals.paid = next.settlement.paid
        next.invoice.totals.credited = next.settlement.credited
        do throws(InvoiceObstacle) {
            let row = try standing.transition(by: change.act, leaving: after.facts)
            take(row, to: next, at: instant)
        } catch {
            throw .refused(error)
        }
    }

    private mutating func take(_ row: InvoiceTransition, to next: Moment, at instant: Instant) {
        steps.append(Step(row: row, before: now))
        let before = now.invoice
        now = next
        now.isDeleted = row.to == nil
        let state = row.to ?? row.from
        now.invoice.id = before.id
        now.invoice.state = state
        now.invoice.times = before.times
        now.invoice.times.mark(state, at: instant)
    }

    // MARK: - Undo

    /// Whatever was done so far is known outside of the ledger: sent, exported or synchronised.
    package mutating func recordDeparture() {
        for index in steps.indices { steps[index].hasLeftLedger = true }
    }

    package var undoObstacle: InvoiceObstacle? {
        guard let step = steps.last else { return .nothingToUndo }
        return switch step.row.undo {
        case .whileKept(let compensation):
            step.hasLeftLedger ? .leftLedger(compensation) : nil
        case .never(let compensation): .lasting(compensation)
        case .elsewhere: .nothingToUndo
        }
    }

    package var isUndoable: Bool { undoObstacle == nil }

    package mutating func undo() throws(InvoiceObstacle) {
        if let undoObstacle { throw undoObstacle }
        guard let step = steps.popLast() else { throw .nothingToUndo }
        now = step.before
    }
}

extension InvoiceAct {
    fileprivate enum Scope { case nothing, numberAndDates, everything }

    /// What of the invoice itself changes with the act, besides where it stands.
    fileprivate var scope: Scope {
        switch self {
        case .gather, .collect, .edit, .recalculate: .everything
        case .issue: .numberAndDates
        case .delete, .approve, .reopen, .pay, .release, .credit, .writeOff, .giveUp, .reinstate,
            .void:
            .nothing
        }
    }
}

extension Invoice.Times {
    /// Times of states that the invoice has come back from are forgotten.
    fileprivate mutating func mark(_ state: InvoiceState, at instant: Instant) {
        switch state {
        case .gathering, .draft: approvedAt = nil
        case .approved: approvedAt = approvedAt ?? instant
        case .issued, .partiallyPaid, .paid, .uncollectible, .void: issuedAt = issuedAt ?? instant
        }
        paidAt = state == .paid ? paidAt ?? instant : nil
        voidedAt = state == .void ? voidedAt ?? instant : nil
    }
}
