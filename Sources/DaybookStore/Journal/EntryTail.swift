/// What every entry ends with: `,"number":12,"previous":"…"}`. It is read from its bytes, so that
/// the journal can be verified without reading JSON.
struct EntryTail {
    let number: Int
    let previous: SHA256Digest

    private static var digestDigits: Int { 2 * SHA256Digest.size }

    /// Nil where the bytes end otherwise: then no version of Daybook wrote them.
    init?(_ entry: Span<UInt8>) {
        var end = entry.count
        guard Self.take("\"}", of: entry, before: &end), end >= Self.digestDigits,
            let previous = Self.digest(entry, end - Self.digestDigits)
        else { return nil }
        end -= Self.digestDigits
        guard Self.take(",\"previous\":\"", of: entry, before: &end) else { return nil }
        var number = 0
        var unit = 1
        let digitsEnd = end
        // A number of 18 digits cannot overflow.
        while end > 0, digitsEnd - end < 18, let digit = Self.digit(entry[end - 1]) {
            number += digit * unit
            unit *= 10
            end -= 1
        }
        guard end < digitsEnd, Self.take("\"number\":", of: entry, before: &end) else { return nil }
        self.number = number
        self.previous = previous
    }

    private static func take(
        _ text: StaticString,
        of entry: Span<UInt8>,
        before end: inout Int,
    ) -> Bool {
        let count = text.utf8CodeUnitCount
        guard end >= count else { return false }
        let start = end - count
        for index in 0..<count where unsafe entry[start + index] != text.utf8Start[index] {
            return false
        }
        end = start
        return true
    }

    private static func digit(_ byte: UInt8) -> Int? {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - 48) : nil
    }

    private static func digest(_ entry: Span<UInt8>, _ start: Int) -> SHA256Digest? {
        SHA256Digest(digits: entry.extracting(start..<(start + digestDigits)))
    }
}
