package import DaybookCore
internal import Glibc

/// Where the present comes from. Everything else in the house is handed an instant.
package struct Clock: Sendable {
    package let now: @Sendable () -> Instant

    package init(now: @escaping @Sendable () -> Instant) {
        self.now = now
    }

    /// The machine's clock; nothing else in the house reads it.
    package static let system = Clock(now: systemTime)

    private static func systemTime() -> Instant {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        let microseconds = Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
        guard let now = try? Instant(microseconds: microseconds) else {
            preconditionFailure("the machine's clock stands outside the years 1 to 9999")
        }
        return now
    }
}
