/// The life of a document as one table: which act leads from which state to which, and when.
///
/// Everything that is asked about a state (may it be edited, is it the last one, why not) is read
/// from the rows, so that no answer can disagree with another.
package struct StateGraph<State, Act, Guard>: Sendable
where State: Hashable & Sendable, Act: Hashable & Sendable, Guard: TransitionGuard {
    package let transitions: [Transition]

    /// One row of the table.
    package struct Transition: Hashable, Sendable {
        package let from: State
        package let act: Act
        /// Nil where nothing is left: the document is deleted.
        package let to: State?
        /// What must hold before the act; each says why not.
        package let guards: [Guard]
        /// What the act must leave behind for this row to be the one that applies. It decides
        /// between rows of the same state and act.
        package let outcomes: [Guard]
        package let undo: UndoRule

        package init(
            from: State,
            _ act: Act,
            to: State?,
            guards: [Guard] = [],
            outcomes: [Guard] = [],
            undo: UndoRule = .elsewhere,
        ) {
            self.from = from
            self.act = act
            self.to = to
            self.guards = guards
            self.outcomes = outcomes
            self.undo = undo
        }
    }

    package init(_ transitions: [Transition]) {
        self.transitions = transitions
    }

    package func transitions(from state: State) -> [Transition] {
        transitions.filter { $0.from == state }
    }

    package func transitions(from state: State, on act: Act) -> [Transition] {
        transitions.filter { $0.from == state && $0.act == act }
    }

    /// Whether some row has the act in this state, whatever its guards.
    package func knows(_ act: Act, in state: State) -> Bool {
        transitions.contains { $0.from == state && $0.act == act }
    }

    /// Whether no act leads out of the state or changes anything in it.
    package func isTerminal(_ state: State) -> Bool {
        !transitions.contains { $0.from == state }
    }

    /// The first row whose guards hold before the act, and whose outcomes hold after it.
    package func transition(
        from state: State,
        on act: Act,
        before: Guard.Facts,
        after: Guard.Facts,
    ) -> Transition? {
        transitions(from: state, on: act).first { row in
            row.guards.allSatisfy { $0.obstacle(in: before) == nil }
                && row.outcomes.allSatisfy { $0.obstacle(in: after) == nil }
        }
    }

    /// The first guard in the way of every row of the act, or nil where one row is free. A state
    /// without a row for the act has no guard to name: ask `knows` first.
    package func guardObstacle(
        to act: Act,
        in state: State,
        _ facts: Guard.Facts,
    ) -> Guard.Obstacle? {
        var first: Guard.Obstacle?
        for row in transitions(from: state, on: act) {
            guard let obstacle = row.guards.lazy.compactMap({ $0.obstacle(in: facts) }).first else {
                return nil
            }
            first = first ?? obstacle
        }
        return first
    }
}

/// A condition of a transition that can say why it does not hold.
package protocol TransitionGuard: Hashable, Sendable {
    associatedtype Facts
    associatedtype Obstacle: Hashable

    func obstacle(in facts: Facts) -> Obstacle?
}

/// The guard of graphs that have none.
package enum NoGuard: TransitionGuard {
    package func obstacle(in facts: Void) -> NoGuard? { nil }
}
