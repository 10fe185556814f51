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
        guard scale < 19, var rest = UInt64(exactly: coefficient.magnitude) else {
            bytes.append(contentsOf: description.utf8)
            return
        }
        if isNegative { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        var written = 0
        while rest > 0 || written <= scale {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit))
            written += 1
            if written == scale { bytes.append(UInt8(ascii: ".")) }
            rest = quotient
        }
        bytes[start...].reverse()
    }
}
