package import DaybookCore
package import DaybookLive
internal import Synchronization

/// A clock that a test sets and moves; it never moves by itself.
package final class FakeClock: Sendable {
    private let instant: Mutex<Instant>

    package init(at instant: Instant) {
        self.instant = Mutex(instant)
    }

    /// What the code under test is handed.
    package var clock: Clock {
        Clock { self.instant.withLock { $0 } }
    }

    /// Forward, or back: clocks jump.
    package func move(bySeconds seconds: Int64) throws {
        try instant.withLock { $0 = try $0.adding(microseconds: seconds * 1_000_000) }
    }
}
