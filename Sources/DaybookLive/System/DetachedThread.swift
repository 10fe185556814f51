internal import Glibc

/// A thread for work that somebody waits for. The threads that run tasks are as few as cores: on
/// them, work that is waited for might never get its turn.
enum DetachedThread {
    static func run(_ body: @escaping @Sendable () -> Void) {
        let box = unsafe Unmanaged.passRetained(Work(body)).toOpaque()
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread,
            nil,
            { box in
                if let box = unsafe box {
                    unsafe Unmanaged<Work>.fromOpaque(box).takeRetainedValue().body()
                }
                return nil
            },
            box
        )
        guard code != 0 else {
            pthread_detach(thread)
            return
        }
        // Where the system gives no more threads, a task may still get its turn.
        let work = unsafe Unmanaged<Work>.fromOpaque(box).takeRetainedValue()
        Task.detached { work.body() }
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}
