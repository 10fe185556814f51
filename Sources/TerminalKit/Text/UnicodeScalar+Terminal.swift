/// The code points that the rules name.
extension Unicode.Scalar {
    static let zeroWidthNonJoiner: Unicode.Scalar = "\u{200C}"
    static let zeroWidthJoiner: Unicode.Scalar = "\u{200D}"
    /// Variation selector 15: draw as text.
    static let textSelector: Unicode.Scalar = "\u{FE0E}"
    /// Variation selector 16: draw as a picture.
    static let emojiSelector: Unicode.Scalar = "\u{FE0F}"
    static let enclosingKeycap: Unicode.Scalar = "\u{20E3}"

    /// A tag that spells a letter or digit of a region, as in the flag of Wales.
    var isRegionTag: Bool {
        0xE0030...0xE0039 ~= value || 0xE0061...0xE007A ~= value
    }

    var isKeycapBase: Bool {
        switch self {
        case "0"..."9", "#", "*": true
        default: false
        }
    }
}
