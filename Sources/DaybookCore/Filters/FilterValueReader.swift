/// Reads what stands behind the colon of a field.
struct FilterValueReader {
    let field: FilterField

    init(_ field: FilterField) {
        self.field = field
    }

    /// What the text asks for; nil where the field takes no such thing.
    func match(_ text: String, isExact: Bool) -> FilterMatch? {
        switch field.kind {
        case .text: isExact ? .equals(text) : .contains(text)
        case .choice: field.choice(text).map { .choice($0) }
        case .label: text.isEmpty ? nil : .label(text)
        case .day: comparison(text) { FilterDay($0) }.map { .days($0) }
        case .age: comparison(text) { FilterSpan($0) }.map { .ages($0) }
        case .amount: amounts(text)
        case .count: comparison(text) { Int($0) }.map { .counts($0) }
        }
    }

    /// The words among which the value can be chosen.
    var known: [String] {
        switch field.kind {
        case .choice(let choices): choices.map(\.word)
        case .day: FilterDay.Word.allCases.map(\.rawValue)
        case .text, .label, .age, .amount, .count: []
        }
    }

    /// What somebody may have meant who wrote what cannot be read.
    func hint(_ text: String) -> String? {
        switch field.kind {
        case .amount, .count:
            GroupedNumber.plain(text).map { "no sign between digits: \($0)" }
        case .text, .choice, .label, .day, .age:
            nil
        }
    }

    /// Why nothing could ever be found in a range; nil where something can, or where it is none.
    func rangeObstacle(_ text: String, _ match: FilterMatch, isQuoted: Bool) -> String? {
        if let turned = match.turnedRange { return "the lower bound first: \(turned)" }
        guard field.kind == .text || field.kind == .label, !isQuoted,
            let dots = Self.range(in: text), dots.lowerBound > text.startIndex,
            dots.upperBound < text.endIndex
        else { return nil }
        return "a text; \(field.name) has no ranges, and in quotes dots are what they are"
    }

    private func comparison<Bound: Hashable & Sendable>(
        _ text: String,
        _ read: (String) -> Bound?,
    ) -> FilterComparison<Bound>? {
        if let dots = Self.range(in: text) {
            let (from, to) = (String(text[..<dots.lowerBound]), String(text[dots.upperBound...]))
            if from.isEmpty { return read(to).map { .lessOrEqual($0) } }
            guard let first = read(from) else { return nil }
            if to.isEmpty { return .greaterOrEqual(first) }
            return read(to).map { .between(first, $0) }
        }
        for (sign, comparison) in Self.signs(of: Bound.self) where text.hasPrefix(sign) {
            return read(String(text.dropFirst(sign.count))).map(comparison)
        }
        return read(text).map { .equal($0) }
    }

    private static func range(in text: String) -> Range<String.Index>? {
        let bytes = text.utf8
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let next = bytes.index(after: index)
            if next < bytes.endIndex, bytes[index] == 0x2E, bytes[next] == 0x2E {
                return index..<bytes.index(after: next)
            }
            index = next
        }
        return nil
    }

    /// The longer signs come first.
    private static func signs<Bound: Hashable & Sendable>(
        of bound: Bound.Type,
    ) -> [(String, (Bound) -> FilterComparison<Bound>)] {
        [
            (">=", { .greaterOrEqual($0) }), ("<=", { .lessOrEqual($0) }),
            (">", { .greater($0) }), ("<", { .less($0) }), ("=", { .equal($0) }),
        ]
    }

    // MARK: - Amounts

    private struct Amount: Hashable, Sendable {
        let number: PreciseAmount
        let currency: String?
    }

    private func amounts(_ text: String) -> FilterMatch? {
        guard let comparison = comparison(text, amount) else { return nil }
        let currencies: Set<String> =
            switch comparison {
            case .equal(let bound), .less(let bound), .lessOrEqual(let bound),
                .greater(let bound), .greaterOrEqual(let bound):
                Set([bound.currency].compactMap(\.self))
            case .between(let from, let to):
                Set([from.currency, to.currency].compactMap(\.self))
            }
        guard currencies.count <= 1 else { return nil }
        return .amounts(comparison.map(\.number), currency: currencies.first)
    }

    /// `500`, `500EUR`, `EUR500`, `500 EUR`, `EUR 500`.
    private func amount(_ text: String) -> Amount? {
        let words = text.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
        switch words.count {
        case 1:
            let letters = { (character: Character) in character.isASCII && character.isLetter }
            let behind = String(words[0].reversed().prefix(while: letters).reversed())
            if !behind.isEmpty { return amount(String(words[0].dropLast(behind.count)), behind) }
            let before = String(words[0].prefix(while: letters))
            if before.isEmpty { return number(words[0]).map { Amount(number: $0, currency: nil) } }
            return amount(String(words[0].dropFirst(before.count)), before)
        case 2: return amount(words[0], words[1]) ?? amount(words[1], words[0])
        case _: return nil
        }
    }

    private func amount(_ digits: String, _ code: String) -> Amount? {
        let code = code.uppercased()
        guard Currency(iso: code) != nil || Currency(custom: code, minorUnitDigits: 2) != nil
        else { return nil }
        return number(digits).map { Amount(number: $0, currency: code) }
    }

    private func number(_ digits: String) -> PreciseAmount? {
        try? PreciseAmount(digits)
    }
}
