package import DaybookCore
internal import Glibc

/// The machine's clock. Only this module reads it; everything else is handed an instant.
package enum SystemClock {
    package static func now() -> Instant {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        let microseconds = Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
        guard let now = try? Instant(microseconds: microseconds) else {
            preconditionFailure("the machine's clock stands outside the years 1 to 9999")
        }
        return now
    }
}

/// Random bits for new ids, from the system's generator.
package enum SystemChance {
    package static func bits() -> UInt128 {
        var generator = SystemRandomNumberGenerator()
        return UInt128.random(in: .min ... .max, using: &generator)
    }
}

/// The variables that the process was started with.
package enum SystemEnvironment {
    package static func variables() -> [String: String] {
        var variables: [String: String] = [:]
        var entry = unsafe environ
        while let text = unsafe entry.pointee {
            let pair = unsafe String(cString: text).split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            if pair.count == 2 { variables[String(pair[0])] = String(pair[1]) }
            unsafe entry += 1
        }
        return variables
    }
}
