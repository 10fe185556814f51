/// Makes events of what a terminal sends, and knows how long to wait for the rest of a key.
package struct EventReader: Sendable {
    private var decoder = KeyDecoder()
    /// When bytes that may be the start of a key are taken for what they are.
    private var deadline: Int?

    /// Terminals send the bytes of one key together: what has not come by then will not come.
    package static let escapeDelayMilliseconds = 25

    package init() {}

    package mutating func read(_ bytes: [UInt8], at now: Int) -> [InputEvent] {
        let events = decoder.feed(bytes)
        deadline = decoder.isWaiting ? now + Self.escapeDelayMilliseconds : nil
        return events
    }

    /// The events that the passing of time completes.
    package mutating func settle(at now: Int) -> [InputEvent] {
        guard let deadline, now >= deadline else { return [] }
        self.deadline = nil
        return decoder.flush()
    }

    /// When `settle` is to be called next, if nothing comes before.
    package var settlesAt: Int? { deadline }
}
