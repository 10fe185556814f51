/// A value that a setting can have: it was checked, and is written as it is kept.
package struct SettingValue: Hashable, Sendable {
    package let setting: LedgerSetting
    package let text: String
    /// The currency that the text means, where it means one.
    package let currency: Currency?

    private static let longest = 1000
    /// Numbers must stay short enough to be typed.
    private static let longestPrefix = 16

    /// What the world knows and a text alone does not tell.
    package struct World {
        /// A currency of one's own that the ledger has.
        let currency: (String) throws -> Currency?
        /// The name of a zone whose rules are known; throws where there is none.
        let timeZone: (String) throws -> String

        package init(
            currency: @escaping (String) throws -> Currency?,
            timeZone: @escaping (String) throws -> String,
        ) {
            self.currency = currency
            self.timeZone = timeZone
        }
    }

    /// The texts of a setting that has several, as they stand in one.
    package static func texts(_ text: String) -> [String] {
        text.split(separator: ";").map { part in
            let start = part.drop { $0 == " " }
            return String(start.reversed().drop { $0 == " " }.reversed())
        }.filter { !$0.isEmpty }
    }

    /// Texts as one, to be read again; none of them may have a semicolon.
    package static func joined(_ texts: [String]) -> String { texts.joined(separator: "; ") }

    /// Reads a value as somebody typed it.
    package init(_ setting: LedgerSetting, reading typed: String, in world: World) throws {
        self.setting = setting
        let refusal = SettingError(setting: setting, found: typed)
        let text = typed.lowercased() == setting.emptyWord ? "" : typed
        guard text.utf8.count <= Self.longest, !text.unicodeScalars.contains(where: Self.isUnfit)
        else { throw refusal }
        var currency: Currency?
        switch setting.kind {
        case .text(let mayBeEmpty):
            guard mayBeEmpty || !text.isEmpty else { throw refusal }
            self.text = text
        case .texts: self.text = Self.joined(Self.texts(text))
        case .email:
            guard text.isEmpty || EmailAddress.isAddress(text) else { throw refusal }
            self.text = text
        case .country:
            let code = text.uppercased()
            guard code.isEmpty || Country.isCode(code) else { throw refusal }
            self.text = code
        case .currency:
            let code = text.uppercased()
            guard let found = try Currency(iso: code) ?? world.currency(code) else { throw refusal }
            currency = found
            self.text = found.code
        case .timeZone: self.text = try world.timeZone(text)
        case .prefix:
            guard Self.isPrefix(text) else { throw refusal }
            self.text = text
        case .days(let range):
            guard let days = Int(text), range.contains(days) else { throw refusal }
            self.text = "\(days)"
        case .yesOrNo:
            let word = text.lowercased()
            guard ["yes", "no"].contains(word) else { throw refusal }
            self.text = word
        case .limits:
            do {
                self.text = try Limits(reading: text, known: world.currency).description
            } catch is LimitError {
                throw refusal
            }
        }
        self.currency = currency
    }

    /// A line break or another sign that no line of a document can have.
    private static func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    /// Letters, digits, - _ . and / with no digit at the end: it would run into the year. Credit
    /// notes have a series of their own.
    private static func isPrefix(_ text: String) -> Bool {
        guard (1...longestPrefix).contains(text.utf8.count), let last = text.utf8.last else {
            return false
        }
        let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(last)
        return !isDigit && text.uppercased() != "CN-"
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                    UInt8(ascii: "."), UInt8(ascii: "/"):
                    true
                default: false
                }
            }
    }
}

/// A value that a setting cannot have.
package struct SettingError: Error, Hashable, Sendable {
    package let setting: LedgerSetting
    package let found: String
}

extension LedgerSetting.Kind {
    /// What a value of the kind is, in words, where there is one.
    package var expectation: String {
        switch self {
        case .text: "a text of one line"
        case .texts: "texts parted by ;"
        case .email: "an address such as billing@example.com"
        case .country: "two letters of ISO 3166 such as DE"
        case .currency: "a currency such as EUR"
        case .timeZone: "a zone such as Europe/Berlin"
        case .prefix: "up to 16 letters, digits, - _ . or /, such as INV-; no digit at the end"
        case .days(let range): "a whole number of days, \(range.lowerBound) to \(range.upperBound)"
        case .limits: "amounts such as 50.00 EUR, 60.00 USD"
        case .yesOrNo: "yes or no"
        }
    }
}
