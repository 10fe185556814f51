/// Items that are made on a thread of their own, while somebody works with those before them.
package struct Ahead<Item: Sendable>: Sendable {
    private let items: Handover<Result<Item, any Error>>

    /// - Parameters:
    ///   - capacity: how many items may wait.
    ///   - makeMaker: called once on that thread; what it hands back makes the next item, or nil at
    ///     the end.
    package init(
        capacity: Int = 1,
        _ makeMaker: @escaping @Sendable () throws -> () throws -> Item?,
    ) {
        let items = Handover<Result<Item, any Error>>(capacity: capacity)
        self.items = items
        DetachedThread.run {
            do {
                let make = try makeMaker()
                while let item = try make() {
                    if !items.give(.success(item)) { return }
                }
            } catch {
                _ = items.give(.failure(error))
            }
            items.close()
        }
    }

    /// The next item, or nil at the end.
    ///
    /// - Parameter check: called while there is none yet; what it throws ends the wait.
    package func next(check: () throws -> Void = {}) throws -> Item? {
        try items.take(check: check)?.get()
    }

    /// Lets go of what is not taken any more.
    package func stop() { items.close() }
}
