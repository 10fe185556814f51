/// An invoice's state with what the guards look at: whom to ask what may be done to it, and why
/// not. All answers come from the one table.
package struct InvoiceStanding: Hashable, Sendable {
    package let state: InvoiceState
    package let facts: InvoiceFacts

    package init(_ state: InvoiceState, _ facts: InvoiceFacts) {
        self.state = state
        self.facts = facts
    }

    package func obstacle(to act: InvoiceAct) -> InvoiceObstacle? {
        guard InvoiceState.graph.knows(act, in: state) else { return .notInState(act, state) }
        return InvoiceState.graph.guardObstacle(to: act, in: state, facts)
    }

    package func allows(_ act: InvoiceAct) -> Bool { obstacle(to: act) == nil }

    /// Everything that can be done now, in the order of the acts.
    package var openActs: [InvoiceAct] { InvoiceAct.allCases.filter(allows) }

    /// The row that applies to an act which leaves other facts behind.
    package func transition(
        by act: InvoiceAct,
        leaving after: InvoiceFacts,
    ) throws(InvoiceObstacle) -> InvoiceTransition {
        if let obstacle = obstacle(to: act) { throw obstacle }
        let graph = InvoiceState.graph
        if let row = graph.transition(from: state, on: act, before: facts, after: after) {
            return row
        }
        // No row fits what is left, so the act left what it may not: the first row says what.
        let missing = graph.transitions(from: state, on: act)
            .flatMap(\.outcomes)
            .compactMap { $0.obstacle(in: after) }
        throw missing.first ?? .notInState(act, state)
    }
}

extension InvoiceStanding {
    package var isEditable: Bool { allows(.edit) }
    package var editObstacle: InvoiceObstacle? { obstacle(to: .edit) }

    package var isDeletable: Bool { allows(.delete) }
    package var deleteObstacle: InvoiceObstacle? { obstacle(to: .delete) }

    package var isApprovable: Bool { allows(.approve) }
    package var approveObstacle: InvoiceObstacle? { obstacle(to: .approve) }

    package var isIssuable: Bool { allows(.issue) }
    package var issueObstacle: InvoiceObstacle? { obstacle(to: .issue) }

    package var isPayable: Bool { allows(.pay) }
    package var payObstacle: InvoiceObstacle? { obstacle(to: .pay) }

    package var isCreditable: Bool { allows(.credit) }
    package var creditObstacle: InvoiceObstacle? { obstacle(to: .credit) }

    package var isVoidable: Bool { allows(.void) }
    package var voidObstacle: InvoiceObstacle? { obstacle(to: .void) }
}
