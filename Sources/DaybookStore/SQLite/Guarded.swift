internal import Glibc

/// A value that one thread at a time may touch, handed out for the length of a call.
///
/// The standard `Mutex` wants what goes in and out to be sendable; connections are not, and their
/// answers need not be: the caller waits on its own thread. Unchecked, because the lock below is
/// what makes it true: the value is touched between lock and unlock only.
@safe final class Guarded<Value>: @unchecked Sendable {
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private var value: Value

    init(_ value: Value) {
        self.value = value
        unsafe lock = .allocate(capacity: 1)
        unsafe lock.initialize(to: pthread_mutex_t())
        unsafe pthread_mutex_init(lock, nil)
    }

    deinit {
        unsafe pthread_mutex_destroy(lock)
        unsafe lock.deallocate()
    }

    func withLock<Answer, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Answer,
    ) throws(Failure) -> Answer {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe _ = pthread_mutex_unlock(lock) }
        return try body(&value)
    }
}
