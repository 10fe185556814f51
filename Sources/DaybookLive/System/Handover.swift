internal import Glibc

/// Passes items from one thread to another, in order; whoever is ahead waits.
///
/// Unchecked, because the lock is what makes it true: everything that changes is touched between
/// lock and unlock only.
@safe package final class Handover<Item: Sendable>: @unchecked Sendable {
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>
    private let capacity: Int
    private var items: [Item] = []
    private var isClosed = false

    /// - Parameter capacity: how many items may wait.
    package init(capacity: Int) {
        precondition(capacity > 0, "a handover has room for an item")
        self.capacity = capacity
        unsafe lock = .allocate(capacity: 1)
        unsafe lock.initialize(to: pthread_mutex_t())
        unsafe pthread_mutex_init(lock, nil)
        unsafe changed = .allocate(capacity: 1)
        unsafe changed.initialize(to: pthread_cond_t())
        unsafe pthread_cond_init(changed, nil)
    }

    deinit {
        unsafe pthread_cond_destroy(changed)
        unsafe changed.deallocate()
        unsafe pthread_mutex_destroy(lock)
        unsafe lock.deallocate()
    }

    /// Waits for room; false when nobody takes any more.
    package func give(_ item: Item) -> Bool {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe _ = pthread_mutex_unlock(lock) }
        while items.count >= capacity && !isClosed {
            unsafe pthread_cond_wait(changed, lock)
        }
        if isClosed { return false }
        items.append(item)
        unsafe pthread_cond_broadcast(changed)
        return true
    }

    /// Waits for an item; nil when none will come.
    ///
    /// - Parameter check: called some times a second while there is nothing; what it throws ends
    ///   the wait.
    package func take(check: () throws -> Void = {}) throws -> Item? {
        while true {
            switch wait() {
            case .item(let item): return item
            case .closed: return nil
            case .nothing: try check()
            }
        }
    }

    private enum Found {
        case item(Item)
        case closed
        case nothing
    }

    private func wait() -> Found {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe _ = pthread_mutex_unlock(lock) }
        if items.isEmpty && !isClosed {
            var end = timespec()
            unsafe clock_gettime(CLOCK_REALTIME, &end)
            end.tv_nsec += Self.patienceNanoseconds
            if end.tv_nsec >= 1_000_000_000 {
                end.tv_nsec -= 1_000_000_000
                end.tv_sec += 1
            }
            unsafe pthread_cond_timedwait(changed, lock, &end)
        }
        if items.isEmpty { return isClosed ? .closed : .nothing }
        unsafe pthread_cond_broadcast(changed)
        return .item(items.removeFirst())
    }

    private static var patienceNanoseconds: Int { 100_000_000 }

    /// Nothing more will be given, or taken.
    package func close() {
        unsafe pthread_mutex_lock(lock)
        isClosed = true
        unsafe pthread_cond_broadcast(changed)
        unsafe pthread_mutex_unlock(lock)
    }
}
