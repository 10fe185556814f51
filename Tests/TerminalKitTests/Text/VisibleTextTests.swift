import TerminalKit
import TestRigs
import Testing

private let unicode = TextProfile()
private let ascii = TextProfile(marks: .ascii)

@Test func eachCharacterIsDrawnAsTheTableSays() throws {
    for row in try TestFolder().rows("visible-text.tsv") {
        let raw = unescaped(row[0])
        let drawn = VisibleText(raw, for: unicode)
        #expect(escaped(drawn.text) == escaped(unescaped(row[1])), "\(row)")
        #expect("\(drawn.width)" == row[3], "\(row)")
        let marked = row[2] == "-" ? row[1] : row[2]
        #expect(escaped(VisibleText(raw, for: ascii).text) == escaped(manyMarks(marked)), "\(row)")
    }
}

/// `<0301*10000>` in a table stands for as many marks in a row.
private func manyMarks(_ cell: String) -> String {
    guard cell.hasPrefix("<"), let star = cell.firstIndex(of: "*") else { return unescaped(cell) }
    let mark = cell[..<star] + ">"
    return String(repeating: String(mark), count: Int(cell[star...].dropFirst().dropLast()) ?? 0)
}

@Test func hostileStringsDoNothing() throws {
    for row in try TestFolder().rows("hostile-strings.tsv") {
        let drawn = VisibleText(unescaped(row[1]), for: unicode)
        #expect(escaped(drawn.text) == escaped(unescaped(row[2])), "\(row)")
    }
}

@Test func visibleTextHoldsNothingThatActsOnAScreen() {
    forEachSeed(1500) { generator in
        let raw = hostileText(&generator)
        let profile = anyProfile(&generator)
        let drawn = VisibleText(raw, for: profile)
        let isHarmless = drawn.text.unicodeScalars.allSatisfy { isDrawable($0) }
        try #require(isHarmless, "\(escaped(raw)) → \(escaped(drawn.text))")
        try #require(drawn.width == DisplayWidth.of(drawn.text, ambiguous: profile.ambiguous))
        try #require(drawn.width <= 8 * raw.unicodeScalars.count)
    }
}

/// Not the rule of the code under test: the categories that the standard library knows.
private func isDrawable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate:
        false
    case .format:
        // Joiners where they join, and the tags of a flag.
        scalar == "\u{200C}" || scalar == "\u{200D}" || scalar.value >= 0xE0030
    default:
        true
    }
}

@Test func visibleTextMadeVisibleAgainIsTheSame() {
    forEachSeed(1500) { generator in
        let raw = hostileText(&generator)
        let profile = anyProfile(&generator)
        let once = VisibleText(raw, for: profile)
        let twice = VisibleText(once.text, for: profile)
        try #require(escaped(twice.text) == escaped(once.text), "\(escaped(raw))")
        try #require(twice.width == once.width, "\(escaped(raw))")
    }
}

@Test func textsInARowAreAsWideAsTheirSum() {
    forEachSeed(1500) { generator in
        let profile = anyProfile(&generator)
        let left = VisibleText(hostileText(&generator, upTo: 8), for: profile)
        let right = VisibleText(hostileText(&generator, upTo: 8), for: profile)
        let both = left + right
        try #require(both.width == left.width + right.width)
        let again = VisibleText(left.text + right.text, for: profile)
        try #require(again == both, "\(escaped(left.text)) + \(escaped(right.text))")
    }
}

@Test func aTextUpToAWidthIsTheWholeOneCut() {
    forEachSeed(1500) { generator in
        let raw = hostileText(&generator)
        let profile = anyProfile(&generator)
        let whole = VisibleText(raw, for: profile)
        let cells = Int.random(in: -1...whole.width + 2, using: &generator)
        let part = VisibleText(raw, upTo: cells, for: profile)
        try #require(part == whole.cut(to: cells), "\(escaped(raw)) to \(cells)")
    }
}

@Test func eachCellIsOneCharacterOfOneOrTwoCells() {
    forEachSeed(1500) { generator in
        let drawn = VisibleText(hostileText(&generator), for: anyProfile(&generator))
        var text = ""
        var width = 0
        for cell in drawn.cells {
            try #require(cell.width == 1 || cell.width == 2, "\(escaped(drawn.text))")
            text.append(cell.character)
            width += cell.width
        }
        try #require(escaped(text) == escaped(drawn.text))
        try #require(width == drawn.width)
    }
}

@Test func aLongNameIsDrawnAsItsStartIs() {
    for piece in ["x", "é", "日", "\u{1B}", "\u{301}", "👩\u{200D}", "\u{1F1E9}", "क\u{94D}"] {
        let long = VisibleText(String(repeating: piece, count: 100_000), upTo: 24, for: unicode)
        let short = VisibleText(String(repeating: piece, count: 1000), upTo: 24, for: unicode)
        #expect(long == short, "\(escaped(piece))")
        #expect(long.width <= 24, "\(escaped(piece))")
        #expect(long.text.last == "…" || long.text.last == " ", "\(escaped(piece))")
    }
}

@Test func bytesThatAreNotUTF8BecomeReplacementCharacters() {
    let cases: [(bytes: [UInt8], cells: Int, drawn: String)] = [
        ([0x41, 0xFF, 0x42], 9, "A\u{FFFD}B"),
        ([0xC3, 0xBC], 9, "ü"),
        ([0xC3], 9, "\u{FFFD}"),
        ([0xED, 0xA0, 0x80], 9, "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ([0xC0, 0xAF], 9, "\u{FFFD}\u{FFFD}"),
        ([0x1B, 0x5B, 0x80], 9, "␛[\u{FFFD}"),
        (Array(repeating: 0xFF, count: 99), 3, "\u{FFFD}\u{FFFD}…"),
        ([], 9, ""),
    ]
    for (bytes, cells, drawn) in cases {
        let text = VisibleText(decoding: bytes, upTo: cells, for: unicode).text
        #expect(escaped(text) == escaped(drawn), "\(bytes)")
    }
}

@Test func endlessBytesAreReadAsFarAsTheyFit() {
    let endless = sequence(first: UInt8(0x41)) { $0 == 0x5A ? 0x41 : $0 + 1 }
    #expect(VisibleText(decoding: endless, upTo: 5, for: unicode).text == "ABCD…")
    let marks = sequence(first: UInt8(0xCC)) { $0 == 0xCC ? 0x81 : 0xCC }
    #expect(VisibleText(decoding: marks, upTo: 9, for: ascii).width <= 9)
}
