/// A currency: its code and how many digits its minor unit has.
package struct Currency: Hashable, Sendable {
    /// Three capital letters for ISO 4217, 3 to 24 capital letters, digits, `-` or `_` for others.
    package let code: String

    /// 2 for EUR (cents), 0 for JPY, 3 for BHD, 4 for CLF.
    package let minorUnitDigits: Int

    /// The most fraction digits that a custom currency may have.
    package static let mostMinorUnitDigits = 12

    /// The currency of ISO 4217 with this code, or nil.
    package init?(iso code: String) {
        guard let entry = ISOCurrencies.entry(for: code) else { return nil }
        self.code = entry.code
        minorUnitDigits = entry.minorUnitDigits
    }

    /// A currency of one's own, such as credits or tokens; nil when the code or digits are unusable
    /// or the code belongs to ISO 4217 with another count of digits.
    package init?(custom code: String, minorUnitDigits: Int) {
        guard (3...24).contains(code.utf8.count), code.utf8.allSatisfy(Self.isCodeByte),
            (0...Self.mostMinorUnitDigits).contains(minorUnitDigits)
        else { return nil }
        if let entry = ISOCurrencies.entry(for: code), entry.minorUnitDigits != minorUnitDigits {
            return nil
        }
        self.code = code
        self.minorUnitDigits = minorUnitDigits
    }

    /// The English name in ISO 4217, or nil for a custom currency.
    package var name: String? { ISOCurrencies.entry(for: code)?.name }

    /// All of ISO 4217, in order of code.
    package static var allISO: [Currency] {
        ISOCurrencies.entries.compactMap { Self(iso: $0.code) }
    }

    private static func isCodeByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}

extension Currency: CustomStringConvertible {
    package var description: String { code }
}
