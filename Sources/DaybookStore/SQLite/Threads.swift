internal import Glibc

/// Work that is done on all cores while the caller waits.
enum Threads {
    static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// Runs `body` so many times side by side, one of them on the caller's own thread, and returns
    /// when all have ended.
    static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
        let work = Work(body)
        var threads: [pthread_t] = []
        for _ in 1..<max(1, count) {
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
            // Where the system gives no more threads, the others do the work.
            if code != 0 {
                unsafe Unmanaged<Work>.fromOpaque(box).release()
            } else {
                threads.append(thread)
            }
        }
        body()
        for thread in threads { _ = pthread_join(thread, nil) }
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}
