/// Numbers texts in the order in which they first come, without making a string of each.
struct TextIndex: Sendable {
    private var slots = [Int32](repeating: -1, count: 64)
    private var bytes: [UInt8] = []
    /// Where each text ends.
    private var ends: [Int] = []
    private var keys: [Key] = []
    /// The text that came last often comes again.
    private var last = 0

    /// The first and the last eight bytes, which is all of a text of up to sixteen; of a short one
    /// as many as it has, some of them twice.
    private struct Key: Equatable, Sendable {
        var first: UInt64 = 0
        var last: UInt64 = 0
        let count: Int

        init(_ text: borrowing Span<UInt8>) {
            count = text.count
            let bytes = unsafe text.bytes
            if count >= 8 {
                first = unsafe bytes.unsafeLoadUnaligned(as: UInt64.self)
                last = unsafe bytes.unsafeLoadUnaligned(
                    fromByteOffset: count - 8,
                    as: UInt64.self
                )
            } else if count >= 4 {
                first = UInt64(unsafe bytes.unsafeLoadUnaligned(as: UInt32.self))
                last = UInt64(
                    unsafe bytes.unsafeLoadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
                )
            } else if count > 0 {
                first = UInt64(text[0]) | UInt64(text[count / 2]) << 8
                last = UInt64(text[count - 1])
            }
        }

        var isWhole: Bool { count <= 16 }

        /// FNV-1a by words with its bits mixed at the end: texts are short, and hostile ones only
        /// cost time.
        var hash: Int {
            var hash = 0xCBF2_9CE4_8422_2325 as UInt64
            hash = (hash ^ first) &* 0x0000_0100_0000_01B3
            hash = (hash ^ hash >> 32 ^ last) &* 0x0000_0100_0000_01B3
            hash = (hash ^ hash >> 32 ^ UInt64(count)) &* 0x0000_0100_0000_01B3
            return Int(truncatingIfNeeded: hash ^ hash >> 32)
        }
    }

    var count: Int { ends.count }

    mutating func number(of text: borrowing Span<UInt8>) -> Int {
        let key = Key(text)
        if last < keys.count && isText(last, key, text) { return last }
        var slot = key.hash & (slots.count - 1)
        while slots[slot] >= 0 {
            last = Int(slots[slot])
            if isText(last, key, text) { return last }
            slot = (slot + 1) & (slots.count - 1)
        }
        last = insert(text, key, at: slot)
        return last
    }

    func text(_ number: Int) -> String {
        String(decoding: bytes[range(number)], as: UTF8.self)
    }

    private func range(_ number: Int) -> Range<Int> {
        (number == 0 ? 0 : ends[number - 1])..<ends[number]
    }

    private func isText(_ number: Int, _ key: Key, _ text: borrowing Span<UInt8>) -> Bool {
        guard keys[number] == key else { return false }
        if key.isWhole { return true }
        let start = range(number).lowerBound
        for index in text.indices where bytes[start + index] != text[index] { return false }
        return true
    }

    private mutating func insert(
        _ text: borrowing Span<UInt8>,
        _ key: Key,
        at slot: Int,
    ) -> Int {
        let number = ends.count
        for index in text.indices { bytes.append(text[index]) }
        ends.append(bytes.count)
        keys.append(key)
        slots[slot] = Int32(number)
        if ends.count * 2 > slots.count { grow() }
        return number
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for (number, key) in keys.enumerated() {
            var slot = key.hash & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }
}
