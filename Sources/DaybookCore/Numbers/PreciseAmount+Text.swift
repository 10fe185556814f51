extension PreciseAmount: CustomStringConvertible {
    /// The digits with a decimal point, in full: what JSON, CSV and the store keep.
    package var description: String {
        text(grouping: "", decimalPoint: ".")
    }

    /// The digits for people: `-12,480.50`, or with other marks, or with none.
    package func text(grouping mark: String, decimalPoint: String) -> String {
        var digits = Self.digits(of: coefficient.magnitude)
        if digits.count <= scale {
            digits = [UInt8](repeating: UInt8(ascii: "0"), count: scale + 1 - digits.count) + digits
        }
        let wholeCount = digits.count - scale
        var text: [UInt8] = []
        text.reserveCapacity(digits.count * 2 + 2)
        if isNegative { text.append(UInt8(ascii: "-")) }
        for index in 0..<wholeCount {
            if index > 0 && (wholeCount - index) % 3 == 0 { text += mark.utf8 }
            text.append(digits[index])
        }
        if scale > 0 {
            text += decimalPoint.utf8
            text += digits[wholeCount...]
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The decimal digits of a magnitude, in two steps of 64 bits instead of 38 of 128.
    private static func digits(of magnitude: UInt128) -> [UInt8] {
        let (upper, lower) = magnitude.dividedQuickly(by: PowersOfTen.power(19))
        let low = Array(String(UInt64(truncatingIfNeeded: lower)).utf8)
        if upper == 0 { return low }
        let padding = [UInt8](repeating: UInt8(ascii: "0"), count: 19 - low.count)
        return Array(String(UInt64(truncatingIfNeeded: upper)).utf8) + padding + low
    }

    /// Appends what `description` says, without making a text where the digits are few.
    package func append(to bytes: inout [UInt8]) {
        guard isShort else { return bytes.append(contentsOf: description.utf8) }
        bytes.append(addingCapacity: Self.longestShort) { output in appendShort(to: &output) }
    }

    /// Whether `appendShort` can write it.
    package var isShort: Bool { scale < 19 && coefficient.magnitude <= UInt64.max }

    /// What `appendShort` takes at most: 20 digits, a sign, a point.
    package static var longestShort: Int { 22 }

    /// Appends the digits of a short number.
    package func appendShort(to output: inout OutputSpan<UInt8>) {
        if isNegative { output.append(UInt8(ascii: "-")) }
        let digits = UInt64(truncatingIfNeeded: coefficient.magnitude)
        if digits < 10 && scale == 0 {
            output.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digits))
            return
        }
        // The highest digit comes first, so that the number of digits has to be known.
        var (power, count) = (UInt64(1), 1)
        while count <= scale || digits / power >= 10 {
            power &*= 10
            count &+= 1
        }
        var rest = digits
        while count > 0 {
            if count == scale { output.append(UInt8(ascii: ".")) }
            let (digit, below) = rest.quotientAndRemainder(dividingBy: power)
            output.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit))
            rest = below
            power /= 10
            count &-= 1
        }
    }
}
