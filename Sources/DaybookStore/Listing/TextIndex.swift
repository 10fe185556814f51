/// Numbers texts in the order in which they first come, without making a string of each.
struct TextIndex: Sendable {
    private var slots = [Int32](repeating: -1, count: 64)
    private var bytes: [UInt8] = []
    /// Where each text ends.
    private var ends: [Int] = []
    private var hashes: [UInt64] = []
    /// The text that came last often comes again.
    private var last = 0

    var count: Int { ends.count }

    mutating func number(of text: borrowing Span<UInt8>) -> Int {
        if last < ends.count && isText(last, text) { return last }
        let hash = Self.hash(text)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            last = Int(slots[slot])
            if hashes[last] == hash && isText(last, text) { return last }
            slot = (slot + 1) & (slots.count - 1)
        }
        last = insert(text, hash, at: slot)
        return last
    }

    func text(_ number: Int) -> String {
        String(decoding: bytes[range(number)], as: UTF8.self)
    }

    private func range(_ number: Int) -> Range<Int> {
        (number == 0 ? 0 : ends[number - 1])..<ends[number]
    }

    private func isText(_ number: Int, _ text: borrowing Span<UInt8>) -> Bool {
        let range = range(number)
        guard range.count == text.count else { return false }
        for index in text.indices where bytes[range.lowerBound + index] != text[index] {
            return false
        }
        return true
    }

    private mutating func insert(
        _ text: borrowing Span<UInt8>,
        _ hash: UInt64,
        at slot: Int,
    ) -> Int {
        let number = ends.count
        for index in text.indices { bytes.append(text[index]) }
        ends.append(bytes.count)
        hashes.append(hash)
        slots[slot] = Int32(number)
        if ends.count * 2 > slots.count { grow() }
        return number
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }

    /// FNV-1a with its bits mixed at the end: keys are short, and hostile ones only cost time.
    private static func hash(_ text: borrowing Span<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in text.indices {
            hash = (hash ^ UInt64(text[index])) &* 0x0000_0100_0000_01B3
        }
        return hash ^ (hash >> 29)
    }
}
