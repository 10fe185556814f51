import Synchronization

/// Invoices that somebody else adds to the books, and the news of them.
final class Arrivals: Sendable {
    private let state = Mutex(0)
    private let news = AsyncStream<Void>.makeStream()

    var count: Int { state.withLock { $0 } }

    /// From here on there are more.
    func add(_ count: Int) {
        state.withLock { $0 += count }
        news.continuation.yield()
    }

    /// Returns when there are more than before.
    func next() async throws {
        for await _ in news.stream { return }
        throw CancellationError()
    }
}
