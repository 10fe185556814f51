/// A colour of the screen: the three parts of sRGB.
package struct RGB: Hashable, Sendable {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8

    package init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// From a number such as `0x5fd7ff`.
    package init(_ hex: UInt32) {
        self.init(
            red: UInt8(truncatingIfNeeded: hex >> 16),
            green: UInt8(truncatingIfNeeded: hex >> 8),
            blue: UInt8(truncatingIfNeeded: hex),
        )
    }

    /// `#5fd7ff`, or `#5df` for `#55ddff`; capitals count as well.
    package init?(_ text: String) {
        let digits = text.utf8.dropFirst()
        guard text.utf8.first == UInt8(ascii: "#"), digits.allSatisfy(\.isHexDigit),
            let number = UInt32(text.dropFirst(), radix: 16)
        else { return nil }
        switch digits.count {
        case 6: self.init(number)
        case 3:
            let spread = (number & 0xF00) << 8 | (number & 0x0F0) << 4 | number & 0x00F
            self.init(spread * 0x11)
        default: return nil
        }
    }
}

extension RGB: CustomStringConvertible {
    package var description: String {
        let digits = String(
            UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue),
            radix: 16,
        )
        return "#" + String(repeating: "0", count: 6 - digits.utf8.count) + digits
    }
}

extension UInt8 {
    /// What `UInt32(_:radix:)` takes beyond these, such as a sign, is no colour.
    fileprivate var isHexDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
