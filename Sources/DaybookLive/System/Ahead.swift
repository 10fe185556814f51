/// Items that are made on a thread of their own, while somebody works with those before them.
package struct Ahead<Item: Sendable>: Sendable {
    private let items: Handover<Result<Item, any Error>>

    /// Takes what is handed over; throws when nobody wants any more.
    package typealias Give = (Item) throws -> Void

    /// - Parameters:
    ///   - capacity: how many items may wait.
    ///   - makeAll: called once on that thread; hands over one item after the other.
    package init(capacity: Int = 1, giving makeAll: @escaping @Sendable (Give) throws -> Void) {
        let items = Handover<Result<Item, any Error>>(capacity: capacity)
        self.items = items
        DetachedThread.run {
            do {
                try makeAll { item in
                    if !items.give(.success(item)) { throw NobodyTakes() }
                }
            } catch {
                // Where nobody takes any more, this neither.
                _ = items.give(.failure(error))
            }
            items.close()
        }
    }

    /// - Parameter makeMaker: called once on that thread; what it hands back makes the next item,
    ///   or nil at the end.
    package init(
        capacity: Int = 1,
        _ makeMaker: @escaping @Sendable () throws -> () throws -> Item?,
    ) {
        self.init(capacity: capacity) { give in
            let make = try makeMaker()
            while let item = try make() { try give(item) }
        }
    }

    private struct NobodyTakes: Error {}

    /// The next item, or nil at the end.
    ///
    /// - Parameter check: called while there is none yet; what it throws ends the wait.
    package func next(check: () throws -> Void = {}) throws -> Item? {
        try items.take(check: check)?.get()
    }

    /// Lets go of what is not taken any more.
    package func stop() { items.close() }
}
