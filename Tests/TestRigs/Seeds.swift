import Glibc
package import Testing

/// SplitMix64: small, fast, and the same numbers on every machine for the same seed.
package struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Runs a property with `count` seeds. A failure names its seed; `DAYBOOK_SEED=n` runs that alone.
///
/// The body says that the property failed by throwing, so `try #require` is the way to check.
package func forEachSeed(
    _ count: Int,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ property: (inout SeededGenerator) throws -> Void,
) {
    let only = unsafe getenv("DAYBOOK_SEED").flatMap { unsafe UInt64(String(cString: $0)) }
    for seed in only.map({ $0...$0 }) ?? 1...UInt64(count) {
        var generator = SeededGenerator(seed: seed)
        do {
            try property(&generator)
        } catch {
            Issue.record(
                "failed with DAYBOOK_SEED=\(seed): \(error)",
                sourceLocation: sourceLocation
            )
            return
        }
    }
}

/// A property that does not hold, in words.
package struct TestFailure: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
