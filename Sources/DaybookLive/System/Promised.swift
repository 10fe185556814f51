/// A value that somebody else is about to have, for any number of threads that wait for it.
package struct Promised<Value: Sendable>: Sendable {
    private let place = Handover<Value>(capacity: 1)

    package init() {}

    /// Once, by whoever has it.
    package func settle(_ value: Value) {
        guard place.give(value) else { preconditionFailure("a promise is never withdrawn") }
    }

    /// Waits until it is there.
    package var value: Value {
        // Who takes it puts it back for the next.
        guard let value = try? place.take(), place.give(value) else {
            preconditionFailure("a promise is never withdrawn")
        }
        return value
    }
}
