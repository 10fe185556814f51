import Glibc

/// A thread for something that blocks, so that the threads that run tasks stay free for the tasks
/// that it waits for.
package enum OwnThread {
    package static func run<Answer>(_ body: @escaping () -> sending Answer) async -> Answer {
        let work = Work(body)
        await withCheckedContinuation { continuation in
            work.continuation = continuation
            var thread = pthread_t()
            let box = unsafe Unmanaged.passRetained(work as AnyWork).toOpaque()
            let code = unsafe pthread_create(
                &thread,
                nil,
                { box in
                    if let box = unsafe box {
                        unsafe Unmanaged<AnyWork>.fromOpaque(box).takeRetainedValue().run()
                    }
                    return nil
                },
                box
            )
            precondition(code == 0, "a thread can be made")
            pthread_detach(thread)
        }
        guard let answer = work.answer else { preconditionFailure("a thread ends with its answer") }
        return answer
    }
}

private class AnyWork {
    func run() {}
}

/// Unchecked: the starter touches it before the thread begins and after it has ended, the thread
/// in between.
private final class Work<Answer>: AnyWork, @unchecked Sendable {
    private let body: () -> Answer
    var answer: Answer?
    var continuation: CheckedContinuation<Void, Never>?

    init(_ body: @escaping () -> Answer) {
        self.body = body
    }

    override func run() {
        answer = body()
        continuation?.resume()
    }
}
