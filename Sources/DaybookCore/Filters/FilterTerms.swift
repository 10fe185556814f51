/// Where the terms of a filter are, as far as that can be seen without reading them.
enum FilterTerms {
    /// Where the last term begins: behind the last space that is not in quotes.
    static func lastStart(in bytes: some Collection<UInt8>) -> Int {
        var start = 0
        forEachSpace(in: bytes) { start = $0 + 1 }
        return min(start, bytes.count)
    }

    /// The term that has a byte in it, or that ends there.
    static func range(around offset: Int, in bytes: [UInt8]) -> Range<Int> {
        var range = 0..<bytes.count
        forEachSpace(in: bytes) { space in
            if space < offset { range = space + 1..<bytes.count }
            if space >= offset && range.upperBound == bytes.count {
                range = range.lowerBound..<space
            }
        }
        return range
    }

    private static func forEachSpace(in bytes: some Collection<UInt8>, _ body: (Int) -> Void) {
        var (isQuoted, isEscaped) = (false, false)
        for (index, byte) in bytes.enumerated() {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: "\\"): isEscaped = isQuoted
            case 0x20 where !isQuoted, 0x09...0x0D where !isQuoted: body(index)
            case _: break
            }
        }
    }
}

extension FilterError {
    /// A text that is no filter without the term that is wrong: what of it may be one.
    package func rest(of text: String) -> String {
        let bytes = Array(text.utf8)
        let term = FilterTerms.range(around: min(offset, bytes.count), in: bytes)
        var rest = bytes
        rest.removeSubrange(term)
        // Of the spaces around it one is enough.
        if term.lowerBound < rest.count { rest.remove(at: term.lowerBound) }
        let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
        let kept = rest.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
        return String(decoding: kept, as: UTF8.self)
    }
}
