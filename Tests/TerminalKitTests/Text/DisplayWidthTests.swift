import TestRigs
import Testing

@testable import TerminalKit

@Test func widthsAreThoseOfTheTable() throws {
    for row in try TestFolder().rows("display-width.tsv") { checkWidths(row) }
}

/// Thousands of texts that an independent implementation has measured.
@Test func widthsAgreeWithAnotherImplementation() throws {
    let rows = try TestFolder().rows("width-crosscheck.tsv")
    #expect(rows.count > 2000)
    for row in rows { checkWidths(row) }
}

private func checkWidths(_ row: TableRow) {
    let text = unescaped(row[0])
    #expect("\(DisplayWidth.of(text))" == row[1], "\(row)")
    if row[2] == "-" { return }
    #expect("\(DisplayWidth.of(text, ambiguous: .wide))" == row[2], "\(row)")
}

@Test func theWidthOfATextIsTheSumOfItsCharacters() {
    forEachSeed(1500) { generator in
        let text = hostileText(&generator)
        let ambiguous = anyProfile(&generator).ambiguous
        let sum = text.reduce(0) { $0 + DisplayWidth.of($1, ambiguous: ambiguous) }
        try #require(DisplayWidth.of(text, ambiguous: ambiguous) == sum, "\(escaped(text))")
    }
}

/// The generated table against the properties of the standard library, at every edge of its runs.
@Test func theTableAgreesWithTheStandardLibrary() {
    for run in UnicodeWidthTables.runs {
        for code in [Int(run >> 8) - 1, Int(run >> 8)] {
            guard let code = UInt32(exactly: code), let scalar = Unicode.Scalar(code) else {
                continue
            }
            let properties = scalar.properties
            // A newer library may know characters that the table does not.
            if let age = properties.age, age.major > UnicodeWidthTables.unicodeVersion.major {
                continue
            }
            let kind = ScalarTraits(of: scalar).kind
            #expect(kinds(properties).contains(kind), "\(escaped(String(scalar))) is \(kind)")
        }
    }
}

/// The kinds that a code point with such properties may have.
private func kinds(_ properties: Unicode.Scalar.Properties) -> [ScalarKind] {
    if properties.isDefaultIgnorableCodePoint { return [.hidden] }
    switch properties.generalCategory {
    case .control: return [.control]
    case .format, .lineSeparator, .paragraphSeparator: return [.hidden]
    case .unassigned, .privateUse: return [.unassigned]
    case .nonspacingMark, .enclosingMark:
        return [properties.canonicalCombiningClass.rawValue == 9 ? .virama : .mark]
    default: break
    }
    if properties.isEmojiModifier { return [.modifier] }
    if properties.isEmojiModifierBase { return [.modifierBase] }
    // The other emoji below are digits and the letters of flags.
    if properties.isEmojiPresentation { return [.emoji, .regional] }
    if properties.isEmoji { return [.emoji, .plain] }
    if properties.isUnifiedIdeograph { return [.ideograph] }
    return [.plain, .joiningLetter, .leadJamo, .vowelJamo, .trailJamo]
}

@Test func asciiIsFoundBrokenInTheBlockThatBreaksIt() {
    for length in [0, 1, 63, 64, 65, 130] {
        let text = String(repeating: "x", count: length)
        #expect(text.utf8Span.span.printableASCIIPrefix(upTo: .max) == length)
        #expect(text.utf8Span.span.printableASCIIPrefix(upTo: 64) == min(length, 64))
        for broken in [text + "\u{7F}", text + "\u{1F}", text + "é"] {
            let found = broken.utf8Span.span.printableASCIIPrefix(upTo: .max)
            #expect(found == length / 64 * 64, "\(length)")
        }
    }
}
