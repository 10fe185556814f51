/// Where a text stops being a number, and why.
package struct NumberSyntaxError: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case empty
        /// A digit belongs where another byte, or the end, stands.
        case expectedDigit
        /// The number has ended, and something follows.
        case unexpectedByte
        /// A whole number may not begin with further zeros.
        case leadingZero
        /// More than 38 digits are needed to hold it.
        case tooManyDigits
    }

    package let reason: Reason
    /// The offset of the first byte that does not belong, counted from the start of the text.
    package let offset: Int

    package init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

extension NumberSyntaxError: CustomStringConvertible {
    package var description: String {
        switch reason {
        case .empty: "expected a number, found nothing"
        case .expectedDigit: "expected a digit at character \(offset + 1)"
        case .unexpectedByte: "the number ends at character \(offset), but more follows"
        case .leadingZero: "a number does not begin with 0 and another digit"
        case .tooManyDigits: "more than 38 digits"
        }
    }
}
