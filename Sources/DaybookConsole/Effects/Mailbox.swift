internal import Synchronization

/// What workers have to tell the loop, in the order in which it came.
///
/// Its room is bounded: whoever brings news to a full one waits until the loop has caught up.
package final class Mailbox: Sendable {
    private struct State {
        var actions: [Action] = []
        var waiting: [CheckedContinuation<Void, Never>] = []
        /// Work under way whose news the screen should rather wait for than be painted twice.
        var quickWork = 0
        var allWork = 0
    }

    private let state = Mutex(State())
    private let capacity: Int
    private let wake: @Sendable () -> Void

    /// - Parameter wake: makes the loop look in; called from any thread.
    package init(capacity: Int = 256, wake: @escaping @Sendable () -> Void) {
        self.capacity = capacity
        self.wake = wake
    }

    package func post(_ action: Action) async {
        while !offer(action) {
            await withCheckedContinuation { continuation in
                let hasRoom = state.withLock { state in
                    if state.actions.count < capacity { return true }
                    state.waiting.append(continuation)
                    return false
                }
                if hasRoom { continuation.resume() }
            }
        }
        wake()
    }

    private func offer(_ action: Action) -> Bool {
        state.withLock { state in
            guard state.actions.count < capacity else { return false }
            state.actions.append(action)
            return true
        }
    }

    /// All that has come. For the loop alone.
    func empty() -> [Action] {
        let (actions, waiting) = state.withLock { state in
            defer {
                state.actions = []
                state.waiting = []
            }
            return (state.actions, state.waiting)
        }
        for continuation in waiting { continuation.resume() }
        return actions
    }

    // MARK: - Work under way

    func begin(isQuick: Bool) {
        state.withLock { state in
            state.allWork += 1
            if isQuick { state.quickWork += 1 }
        }
    }

    func end(isQuick: Bool) {
        state.withLock { state in
            state.allWork -= 1
            if isQuick { state.quickWork -= 1 }
        }
        wake()
    }

    var expectsSoon: Bool { state.withLock { $0.quickWork > 0 && $0.actions.isEmpty } }

    /// Nothing is under way and nothing is waiting to be looked at.
    package var isIdle: Bool { state.withLock { $0.allWork == 0 && $0.actions.isEmpty } }
}
