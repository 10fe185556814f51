/// Where a credit note stands. Only an issued one takes anything off an invoice.
package enum CreditNoteState: String, CaseIterable, Sendable {
    case draft, issued, cancelled

    package typealias Graph = StateGraph<CreditNoteState, CreditNoteAct, NoGuard>

    package static let graph = Graph([
        Graph.Transition(from: .draft, .edit, to: .draft, undo: .whileKept(.edit)),
        Graph.Transition(from: .draft, .cancel, to: .cancelled, undo: .whileKept(.newDraft)),
        // It has a number of its own series; what it took off is charged by a new invoice.
        Graph.Transition(from: .draft, .issue, to: .issued, undo: .never(.newInvoice)),
    ])

    package func obstacle(to act: CreditNoteAct) -> CreditNoteObstacle? {
        Self.graph.knows(act, in: self) ? nil : CreditNoteObstacle(act: act, state: self)
    }

    package var isEditable: Bool { editObstacle == nil }
    package var editObstacle: CreditNoteObstacle? { obstacle(to: .edit) }

    package var isIssuable: Bool { issueObstacle == nil }
    package var issueObstacle: CreditNoteObstacle? { obstacle(to: .issue) }

    package var isCancellable: Bool { cancelObstacle == nil }
    package var cancelObstacle: CreditNoteObstacle? { obstacle(to: .cancel) }
}

/// What can be done to a credit note.
package enum CreditNoteAct: String, CaseIterable, Sendable {
    case edit, issue, cancel
}

/// Why something cannot be done to a credit note: its state does not allow it.
package struct CreditNoteObstacle: Error, Hashable, Sendable, CustomStringConvertible {
    package let act: CreditNoteAct
    package let state: CreditNoteState

    package var description: String {
        let participle =
            switch act {
            case .edit: "edited"
            case .issue: "issued"
            case .cancel: "cancelled"
            }
        return switch state {
        case .draft: "a draft credit note cannot be \(participle)"
        case .issued:
            "an issued credit note cannot be \(participle): charge it again by a new invoice"
        case .cancelled: "a cancelled credit note cannot be \(participle): make a new one"
        }
    }
}
