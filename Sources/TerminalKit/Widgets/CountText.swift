/// Numbers of things, as all widgets write them.
package enum CountText {
    /// Thousands apart: `48,310`.
    package static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// `12 of 40`.
    package static func part(_ number: Int, of total: Int) -> String {
        "\(grouped(number)) of \(grouped(total))"
    }
}
