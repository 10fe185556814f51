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
        var text = isNegative ? "-" : ""
        text.reserveCapacity(digits.count + digits.count / 3 + 2)
        for (index, digit) in digits.enumerated() {
            if index == wholeCount {
                text += decimalPoint
            } else if index > 0 && index < wholeCount && (wholeCount - index) % 3 == 0 {
                text += mark
            }
            text.unicodeScalars.append(Unicode.Scalar(digit))
        }
        return text
    }

    /// The decimal digits of a magnitude, in two steps of 64 bits instead of 38 of 128.
    private static func digits(of magnitude: UInt128) -> [UInt8] {
        let (upper, lower) = magnitude.dividedQuickly(by: PowersOfTen.power(19))
        let low = Array(String(UInt64(truncatingIfNeeded: lower)).utf8)
        if upper == 0 { return low }
        let padding = [UInt8](repeating: UInt8(ascii: "0"), count: 19 - low.count)
        return Array(String(UInt64(truncatingIfNeeded: upper)).utf8) + padding + low
    }
}
