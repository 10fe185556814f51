/// 64 bits of an event's source and id: SipHash-1-3 with the ledger's own key, so that nobody
/// outside can choose events that all have one hash.
///
/// Equal hashes are only a hint: what they point at is compared in full.
package struct IdentityHash: Sendable {
    private let key: (UInt64, UInt64)

    /// - Parameter key: 16 bytes.
    package init(key: [UInt8]) {
        precondition(key.count == 16, "the key of a hash has 16 bytes")
        self.key = (Self.word(key.span, at: 0), Self.word(key.span, at: 8))
    }

    /// The length of the source goes in first: no other pair of texts reads the same.
    package func hash(source: Span<UInt8>, id: Span<UInt8>) -> UInt64 {
        var state = State(key)
        state.add(UInt64(source.count))
        add(source, to: &state)
        add(id, to: &state)
        return state.finish(UInt64(id.count))
    }

    private func add(_ bytes: Span<UInt8>, to state: inout State) {
        var at = 0
        while at + 8 <= bytes.count {
            state.add(Self.word(bytes, at: at))
            at += 8
        }
        var rest: UInt64 = 0
        while at < bytes.count {
            rest = rest << 8 | UInt64(bytes[at])
            at += 1
        }
        state.add(rest)
    }

    @inline(__always)
    private static func word(_ bytes: Span<UInt8>, at start: Int) -> UInt64 {
        var word: UInt64 = 0
        for index in 0..<8 { word |= UInt64(bytes[start + index]) << UInt64(8 * index) }
        return word
    }

    private struct State {
        private var v0: UInt64
        private var v1: UInt64
        private var v2: UInt64
        private var v3: UInt64

        init(_ key: (UInt64, UInt64)) {
            v0 = key.0 ^ 0x736f_6d65_7073_6575
            v1 = key.1 ^ 0x646f_7261_6e64_6f6d
            v2 = key.0 ^ 0x6c79_6765_6e65_7261
            v3 = key.1 ^ 0x7465_6462_7974_6573
        }

        @inline(__always)
        mutating func add(_ word: UInt64) {
            v3 ^= word
            round()
            v0 ^= word
        }

        mutating func finish(_ word: UInt64) -> UInt64 {
            add(word)
            v2 ^= 0xff
            for _ in 0..<3 { round() }
            return v0 ^ v1 ^ v2 ^ v3
        }

        @inline(__always)
        private mutating func round() {
            v0 &+= v1
            v2 &+= v3
            v1 = Self.turn(v1, 13) ^ v0
            v3 = Self.turn(v3, 16) ^ v2
            v0 = Self.turn(v0, 32)
            v2 &+= v1
            v0 &+= v3
            v1 = Self.turn(v1, 17) ^ v2
            v3 = Self.turn(v3, 21) ^ v0
            v2 = Self.turn(v2, 32)
        }

        @inline(__always)
        private static func turn(_ word: UInt64, _ bits: UInt64) -> UInt64 {
            word << bits | word >> (64 - bits)
        }
    }
}
