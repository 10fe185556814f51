/// Which of an actor's acts is taken back next, or done again: what one expects of Ctrl-Z, only
/// that it outlives the program.
///
/// It is told the actor's acts, the latest first, until it has an answer.
package struct UndoSearch: Sendable {
    package enum Direction: Sendable {
        case undo, redo
    }

    /// What the search knows of an act.
    package struct Step: Hashable, Sendable {
        package let number: Int
        package let cause: Act.Cause
        /// Whether a later act has taken it back, whoever's it was.
        package let isCancelled: Bool

        package init(number: Int, cause: Act.Cause, isCancelled: Bool) {
            self.number = number
            self.cause = cause
            self.isCancelled = isCancelled
        }
    }

    package enum Finding: Hashable, Sendable {
        case found(Int)
        case nothing
        /// The act before this one tells.
        case goOn
    }

    private let direction: Direction

    package init(_ direction: Direction) {
        self.direction = direction
    }

    package func finding(at step: Step) -> Finding {
        switch (direction, step.cause) {
        case (_, .refused):
            // Nothing was done: there is nothing to take back.
            .goOn
        case (_, .workflow):
            // It was done in somebody's name, not by that person. By its number it can be taken
            // back like any other.
            .goOn
        case (.undo, .undo):
            // It has been dealt with: what it took back is marked as such.
            .goOn
        case (.undo, _):
            step.isCancelled ? .goOn : .found(step.number)
        case (.redo, .undo):
            step.isCancelled ? .goOn : .found(step.number)
        case (.redo, .redo):
            .goOn
        case (.redo, _):
            // Whoever acts anew after an undo has chosen another way.
            .nothing
        }
    }
}
