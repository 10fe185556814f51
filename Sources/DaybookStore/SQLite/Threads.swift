internal import Glibc

/// Work that is done on all cores while the caller waits.
enum Threads {
    static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// Runs `body` so many times side by side, one of them on the caller's own thread, and returns
    /// when all have ended.
    static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
        let work = Work(body)
        // Where the system gives no more threads, the others do the work.
        let threads = (1..<max(1, count)).compactMap { _ in start(work) }
        body()
        for thread in threads { _ = pthread_join(thread, nil) }
    }

    /// Runs `other` on a thread of its own while the caller runs `body`, and returns when both have
    /// ended. Where the system gives no thread, `other` comes first.
    static func run<Answer>(
        alongside other: @escaping @Sendable () -> Void,
        _ body: () throws -> Answer,
    ) rethrows -> Answer {
        guard let thread = start(Work(other)) else {
            other()
            return try body()
        }
        defer { _ = pthread_join(thread, nil) }
        return try body()
    }

    /// Nil where the system gives no more threads.
    private static func start(_ work: Work) -> pthread_t? {
        var thread = pthread_t()
        let box = unsafe Unmanaged.passRetained(work).toOpaque()
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
        if code == 0 { return thread }
        unsafe Unmanaged<Work>.fromOpaque(box).release()
        return nil
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}
