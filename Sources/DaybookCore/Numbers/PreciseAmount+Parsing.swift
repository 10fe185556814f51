extension PreciseAmount {
    /// Reads a number as JSON writes it: `-`, whole digits, fraction, exponent, nothing else.
    ///
    /// No group marks, no blanks, no `+` in front, no `.5`: what is not well formed is refused
    /// with the place where it stops being a number.
    package init(_ text: String) throws(NumberSyntaxError) {
        try self.init(text.utf8.span)
    }

    package init(_ text: Span<UInt8>) throws(NumberSyntaxError) {
        let layout = try NumberLayout(of: text)
        let tooManyDigits = NumberSyntaxError(.tooManyDigits, at: layout.whole.lowerBound)
        guard var magnitude = layout.magnitude(in: text) else { throw tooManyDigits }
        var scale = layout.scale
        if magnitude == 0 {
            self.init(unchecked: 0, scale: min(max(0, scale), Self.largestScale))
            return
        }
        while scale > Self.largestScale {
            let (tenth, remainder) = magnitude.dividedQuickly(by: 10)
            guard remainder == 0 else { throw tooManyDigits }
            magnitude = tenth
            scale -= 1
        }
        if scale < 0 {
            guard -scale <= PowersOfTen.highestExponent else { throw tooManyDigits }
            let (shifted, overflow) = magnitude.multipliedReportingOverflow(
                by: PowersOfTen.power(-scale)
            )
            guard !overflow else { throw tooManyDigits }
            magnitude = shifted
            scale = 0
        }
        guard magnitude < Self.limit else { throw tooManyDigits }
        let coefficient = Int128(truncatingIfNeeded: magnitude)
        self.init(unchecked: layout.isNegative ? 0 &- coefficient : coefficient, scale: scale)
    }
}

/// Where the parts of a well-formed number stand in its text.
private struct NumberLayout {
    private(set) var isNegative = false
    private(set) var whole = 0..<0
    private var fraction = 0..<0
    private var exponent = 0

    init(of text: Span<UInt8>) throws(NumberSyntaxError) {
        if text.isEmpty { throw NumberSyntaxError(.empty, at: 0) }
        var offset = 0
        isNegative = Self.skip("-", in: text, at: &offset)
        whole = try Self.digits(in: text, at: &offset)
        if whole.count > 1 && text[whole.lowerBound] == UInt8(ascii: "0") {
            throw NumberSyntaxError(.leadingZero, at: whole.lowerBound + 1)
        }
        if Self.skip(".", in: text, at: &offset) {
            fraction = try Self.digits(in: text, at: &offset)
        }
        if Self.skip("e", in: text, at: &offset) || Self.skip("E", in: text, at: &offset) {
            exponent = try Self.exponent(in: text, at: &offset)
        }
        if offset < text.count { throw NumberSyntaxError(.unexpectedByte, at: offset) }
        // Zeros that end a long fraction say nothing and must not cost room.
        if whole.count + fraction.count > PreciseAmount.largestScale {
            let last = fraction.last { text[$0] != UInt8(ascii: "0") }
            fraction = fraction.lowerBound..<(last.map { $0 + 1 } ?? fraction.lowerBound)
        }
    }

    /// Fraction digits less the exponent: may be negative, and more than fit.
    var scale: Int { fraction.count - exponent }

    /// The digits without the point, or nil when they are too many.
    func magnitude(in text: Span<UInt8>) -> UInt128? {
        if whole.count + fraction.count <= 18 {
            var short: UInt64 = 0
            for index in whole { short = short &* 10 &+ UInt64(text[index] & 0x0f) }
            for index in fraction { short = short &* 10 &+ UInt64(text[index] & 0x0f) }
            return UInt128(short)
        }
        var magnitude: UInt128 = 0
        for range in [whole, fraction] {
            for index in range {
                if magnitude >= PreciseAmount.limit / 10 { return nil }
                magnitude = magnitude &* 10 &+ UInt128(text[index] & 0x0f)
            }
        }
        return magnitude
    }

    private static func skip(
        _ character: Unicode.Scalar,
        in text: Span<UInt8>,
        at offset: inout Int,
    ) -> Bool {
        guard offset < text.count, text[offset] == UInt8(ascii: character) else { return false }
        offset &+= 1
        return true
    }

    private static func digits(
        in text: Span<UInt8>,
        at offset: inout Int,
    ) throws(NumberSyntaxError) -> Range<Int> {
        let start = offset
        while offset < text.count, text[offset] &- UInt8(ascii: "0") <= 9 { offset &+= 1 }
        if offset == start { throw NumberSyntaxError(.expectedDigit, at: offset) }
        return start..<offset
    }

    private static func exponent(
        in text: Span<UInt8>,
        at offset: inout Int,
    ) throws(NumberSyntaxError) -> Int {
        let isNegative = skip("-", in: text, at: &offset)
        if !isNegative { _ = skip("+", in: text, at: &offset) }
        var exponent = 0
        for index in try digits(in: text, at: &offset) {
            // Beyond any number that fits, the exact exponent no longer matters.
            exponent = min(exponent * 10 + Int(text[index] & 0x0f), 1_000_000)
        }
        return isNegative ? -exponent : exponent
    }
}
