/// How many cells a text takes in a terminal.
///
/// This is the only width rule of the house: grids, columns and cuts all count with it. It counts
/// what it is given; a control character or a bidi override counts as nothing here, and what it
/// would do to a screen is the reason why only `VisibleText` is drawn.
package enum DisplayWidth {
    /// The cells of a single code point.
    package static func of(
        _ scalar: Unicode.Scalar,
        ambiguous: AmbiguousWidth = .narrow,
    ) -> Int {
        ScalarTraits(of: scalar).width(ambiguous)
    }

    /// The cells of what a reader takes for one character.
    package static func of(_ character: Character, ambiguous: AmbiguousWidth = .narrow) -> Int {
        var counter = CellCounter(ambiguous)
        for scalar in character.unicodeScalars { counter.take(scalar) }
        return counter.width
    }

    /// The cells of a text: the sum of the cells of its characters.
    package static func of(_ text: String, ambiguous: AmbiguousWidth = .narrow) -> Int {
        let bytes = text.utf8.count
        if text.utf8Span.span.printableASCIIPrefix(upTo: bytes) == bytes { return bytes }
        var counter = CellCounter(ambiguous)
        for scalar in text.unicodeScalars { counter.take(scalar) }
        return counter.width
    }

    static func of(
        scalars: Substring.UnicodeScalarView,
        _ ambiguous: AmbiguousWidth,
    ) -> Int {
        var counter = CellCounter(ambiguous)
        for scalar in scalars { counter.take(scalar) }
        return counter.width
    }
}

extension Span<UInt8> {
    /// How many of the first `limit` bytes are printable ASCII without a break. A break is found
    /// in blocks: the answer may be smaller than the exact one, by less than a block.
    func printableASCIIPrefix(upTo limit: Int) -> Int {
        let end = Swift.min(limit, count)
        var start = 0
        while start < end {
            let stop = Swift.min(start &+ 64, end)
            // No early exit within a block, and no check of bounds that `stop` keeps already:
            // this loop becomes vector instructions.
            var isBroken: UInt8 = 0
            var index = start
            while index < stop {
                isBroken |= unsafe self[unchecked: index] &- 0x20 < 0x5F ? 0 : 1
                index &+= 1
            }
            if isBroken != 0 { return start }
            start = stop
        }
        return end
    }
}
