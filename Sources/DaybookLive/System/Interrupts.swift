internal import Glibc

/// Ctrl-C for commands that write for long: they ask between two steps and stop where everything
/// is whole.
package enum Interrupts {
    /// From now on SIGINT and SIGTERM wait until somebody asks for them. To be called before other
    /// threads begin, which take over what their maker holds back.
    package static func hold() {
        var set = signals()
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Whether one of them waits. It stays pending.
    package static var isPending: Bool {
        var set = sigset_t()
        unsafe sigpending(&set)
        return unsafe sigismember(&set, SIGINT) == 1 || sigismember(&set, SIGTERM) == 1
    }

    private static func signals() -> sigset_t {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        unsafe sigaddset(&set, SIGINT)
        unsafe sigaddset(&set, SIGTERM)
        return set
    }
}
