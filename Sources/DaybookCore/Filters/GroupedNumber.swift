/// A number with signs between its digits, as tables print amounts: `5,354.41`, `1.000,50`.
///
/// Filters part values by commas, so such a number would be read as two. What stands in quotes is a
/// value of its own, whatever stands beside it.
struct GroupedNumber: Hashable {
    /// How it is written without those signs: `>5354.41`.
    let plain: String
    /// The values that it would be otherwise, each written so that no doubt is left.
    let several: String
    /// Which of the values it is made of.
    let range: ClosedRange<Int>

    /// What was expected in its place.
    var expectation: String {
        "no sign between digits: \(plain) is one number, \(several) are several"
    }

    /// The first among values that stand beside each other, as they were written.
    ///
    /// - Parameter hasDecimals: whether a comma may stand for a point
    static func first(in values: [String], hasDecimals: Bool) -> GroupedNumber? {
        for index in values.indices.dropLast() {
            if let found = GroupedNumber(values, from: index, hasDecimals) { return found }
        }
        return nil
    }

    private init?(_ values: [String], from index: Int, _ hasDecimals: Bool) {
        guard let head = Self.digits(atEndOf: values[index]) else { return nil }
        let next = Self.digits(atStartOf: values[index + 1])
        guard !next.isEmpty else { return nil }
        var last = index + 1
        if Self.isGroup(head), Self.isGroupBehind(next) {
            while last + 1 < values.count, values[last].utf8.count == 3,
                Self.isGroupBehind(Self.digits(atStartOf: values[last + 1]))
            {
                last += 1
            }
            plain = values[index...last].joined()
        } else if Self.isPointed(head), Self.isWhole(next) {
            let front = values[index].dropLast(head.count)
            plain = "\(front)\(head.filter { $0 != "." }).\(values[last])"
        } else if hasDecimals, Self.isCompared(values[index]), Self.isWhole(head),
            Self.isWhole(next)
        {
            plain = values[index...last].joined(separator: ".")
        } else {
            return nil
        }
        range = index...last
        several = ([values[index]] + values[(index + 1)...last].map { "\"\($0)\"" })
            .joined(separator: ",")
    }

    /// The digits and points behind a sign, a currency, or the dots of a range; nil where something
    /// else stands at the end.
    private static func digits(atEndOf value: String) -> Substring? {
        if value.hasPrefix("\"") { return nil }
        let digits = value.suffix(while: { isDigit($0) || $0 == "." })
        let pieces = digits.split(separator: ".", omittingEmptySubsequences: false)
        // Behind the two dots of a range another number begins.
        guard let dots = pieces.lastIndex(where: \.isEmpty), dots > 0 else { return digits }
        return pieces[(dots + 1)...].isEmpty
            ? nil : digits[pieces[dots + 1].startIndex...]
    }

    private static func digits(atStartOf value: String) -> Substring {
        let digits = value.prefix(while: { isDigit($0) || $0 == "." })
        let pieces = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard let dots = pieces.firstIndex(where: \.isEmpty), dots > 0 else { return digits }
        return digits[..<pieces[dots - 1].endIndex]
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

    private static func isWhole(_ digits: Substring) -> Bool {
        !digits.isEmpty && digits.allSatisfy(isDigit)
    }

    /// One to three digits, which begin a grouped number.
    private static func isGroup(_ digits: Substring) -> Bool {
        isWhole(digits) && digits.count <= 3
    }

    /// Three digits, and decimals perhaps.
    private static func isGroupBehind(_ digits: Substring) -> Bool {
        let pieces = digits.split(separator: ".", omittingEmptySubsequences: false)
        return pieces.count <= 2 && pieces.allSatisfy(isWhole) && pieces.first?.count == 3
    }

    /// Groups parted by points: `1.000`.
    private static func isPointed(_ digits: Substring) -> Bool {
        let pieces = digits.split(separator: ".", omittingEmptySubsequences: false)
        return pieces.count > 1 && pieces.allSatisfy(isWhole) && pieces[0].count <= 3
            && pieces.dropFirst().allSatisfy { $0.count == 3 }
    }

    /// `>12,50` is no list that anybody means.
    private static func isCompared(_ value: String) -> Bool {
        value.first.map { "<>=".contains($0) } == true || value.utf8.contains("..".utf8)
    }
}

extension GroupedNumber {
    /// A text that is one grouped number without those signs; nil where it is something else.
    static func plain(_ text: String) -> String? {
        if text.utf8.contains("..".utf8) { return nil }
        let number = text.drop { "<>=-".contains($0) || $0.isLetter || $0 == " " }
        let digits = number.prefix(while: { isDigit($0) || ",.' ".contains($0) })
        let signs = digits.filter { !isDigit($0) && $0 != " " }
        guard let last = signs.last, let place = digits.lastIndex(of: last) else { return nil }
        let behind = digits[digits.index(after: place)...].filter(isDigit)
        let isAlone = signs.filter { $0 == last }.count == 1
        let isPoint = isAlone && (signs.count > 1 || last == "." || behind.count != 3)
        let whole = digits[..<place].filter(isDigit)
        let rest = number[digits.endIndex...]
        guard !whole.isEmpty, !behind.isEmpty, rest.allSatisfy(\.isLetter) else { return nil }
        return "\(text[..<number.startIndex])\(whole)\(isPoint ? "." : "")\(behind)\(rest)"
    }
}

extension StringProtocol {
    /// The longest end all of whose characters are so.
    fileprivate func suffix(while holds: (Character) -> Bool) -> SubSequence {
        var start = endIndex
        while start > startIndex, holds(self[index(before: start)]) { start = index(before: start) }
        return self[start...]
    }
}
