/// Why something cannot be done to an invoice.
package enum InvoiceObstacle: Error, Hashable, Sendable {
    case unmet(InvoiceGuard)
    /// No row of the table has the act in that state.
    case notInState(InvoiceAct, InvoiceState)
    /// It would be issued on a day that is still to come.
    case dayToCome(CivilDate)
    case deleted
    case nothingToUndo
    /// Something of the last act has left the ledger.
    case leftLedger(Compensation)
    /// The last act is never undone.
    case lasting(Compensation)
}

extension InvoiceObstacle: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unmet(let condition): condition.obstacleWords
        case .notInState(let act, let state): Self.words(act, state)
        case .dayToCome(let day):
            "it cannot be issued on \(day.digits): that day is still to come"
        case .deleted: "the invoice is deleted"
        case .nothingToUndo: "there is nothing to undo"
        case .leftLedger(let compensation):
            "it has left the ledger and cannot be undone: set it right by \(compensation.words)"
        case .lasting(let compensation):
            "this is never undone: set it right by \(compensation.words)"
        }
    }

    private static func words(_ act: InvoiceAct, _ state: InvoiceState) -> String {
        let sentence = "\(state.article) invoice cannot be \(act.participle)"
        guard let advice = advice(act, state) else { return sentence }
        return "\(sentence): \(advice)"
    }

    /// The way that is open instead, where there is one.
    private static func advice(_ act: InvoiceAct, _ state: InvoiceState) -> String? {
        let correction = state == .void ? nil : "correct it by a credit note"
        switch act {
        case .edit, .recalculate, .delete:
            if state == .approved { return "reopen it first" }
            return state.isNumbered ? correction : nil
        case .reopen: return state.isNumbered ? correction : nil
        case .approve: return state == .gathering ? "collect it first" : nil
        case .issue: return state == .draft ? "approve it first" : nil
        case .pay, .credit:
            if !state.isNumbered { return "it is not issued" }
            return state == .paid ? "nothing is open" : nil
        case .void:
            if state.isNumbered { return correction }
            return state == .approved ? "reopen and delete it" : "delete it"
        case .gather, .collect, .release, .writeOff, .giveUp, .reinstate: return nil
        }
    }
}

extension InvoiceGuard {
    /// The condition where it does not hold.
    fileprivate var obstacleWords: String {
        switch self {
        case .hasLines: "the invoice has no lines"
        case .hasNoLines: "the invoice still has lines"
        case .collected: "usage may still arrive: its collection time has not come"
        case .preparedByAnother: "whoever prepared it may not approve it"
        case .monthOpen: "the month is closed"
        case .totalNotNegative: "its total is below zero: a credit note settles it"
        case .free: "a paid invoice cannot be voided: correct it by a credit note"
        case .open: "nothing is open"
        case .settled: "an amount is still open"
        case .untouched: "something of it is paid or credited: correct the rest by a credit note"
        case .touched: "nothing of it is paid or credited"
        case .givenUp: "nothing of it is given up"
        case .writtenOff: "nothing of it is written off"
        }
    }
}

extension InvoiceState {
    /// The state before the word "invoice".
    fileprivate var article: String {
        switch self {
        case .gathering: "a gathering"
        case .draft: "a draft"
        case .approved: "an approved"
        case .issued: "an issued"
        case .partiallyPaid: "a partly paid"
        case .paid: "a paid"
        case .uncollectible: "an uncollectible"
        case .void: "a void"
        }
    }
}
