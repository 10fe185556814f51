import TerminalKit
import TestRigs
import Testing

private let unicode = TextProfile()
private let places: [CutPlace] = [.end, .start, .middle]

@Test func textsAreCutAsTheTableSays() throws {
    for row in try TestFolder().rows("cuts.tsv") {
        let text = VisibleText(unescaped(row[0]), for: unicode)
        for (place, cell) in zip(places, row.cells[2...]) {
            let cut = text.cut(to: try cells(row), at: place)
            #expect(escaped(cut.text) == escaped(spaced(cell)), "\(place): \(row)")
        }
    }
}

@Test func textsAreFittedAsTheTableSays() throws {
    let alignments: [TextAlignment] = [.left, .right, .centre]
    for row in try TestFolder().rows("fits.tsv") {
        let text = VisibleText(unescaped(row[0]), for: unicode)
        for (alignment, cell) in zip(alignments, row.cells[2...]) {
            let fitted = text.fitted(to: try cells(row), alignment)
            #expect(escaped(fitted.text) == escaped(spaced(cell)), "\(alignment): \(row)")
        }
    }
}

private func cells(_ row: TableRow) throws -> Int {
    try #require(Int(row[1]), "\(row)")
}

private func spaced(_ cell: String) -> String {
    String(unescaped(cell).map { $0 == "·" ? " " : $0 })
}

@Test func theEllipsisTakesOneCellInEveryProfile() {
    let profiles: [(AmbiguousWidth, MarkForm, String)] = [
        (.narrow, .unicode, "ab…"),
        (.wide, .unicode, "ab⋯"),
        (.narrow, .ascii, "ab~"),
        (.wide, .ascii, "ab~"),
    ]
    for (ambiguous, marks, expected) in profiles {
        let profile = TextProfile(ambiguous: ambiguous, marks: marks)
        let cut = VisibleText("abcd", for: profile).cut(to: 3)
        #expect(cut.text == expected)
        #expect(cut.width == 3)
        #expect(DisplayWidth.of(cut.text, ambiguous: ambiguous) == 3)
    }
}

@Test func aCutFillsItsCellsAndIsVisibleText() {
    forEachSeed(1500) { generator in
        let profile = anyProfile(&generator)
        let text = VisibleText(hostileText(&generator), for: profile)
        let cells = Int.random(in: -1...text.width + 2, using: &generator)
        for place in places {
            let cut = text.cut(to: cells, at: place)
            let name = "\(escaped(text.text)) to \(cells) at \(place): \(escaped(cut.text))"
            try #require(cut.width == min(text.width, max(0, cells)), "\(name)")
            try #require(cut == VisibleText(cut.text, for: profile), "\(name)")
            try #require(text.fitted(to: cells, .right, cutAt: place).width == max(0, cells))
        }
    }
}

/// The code finds the border of a character from the cells; here the characters are walked.
@Test func aCutKeepsCharactersWhole() {
    forEachSeed(1500) { generator in
        let profile = anyProfile(&generator)
        let text = VisibleText(hostileText(&generator), for: profile)
        guard text.width > 1 else { return }
        let cells = Int.random(in: 1..<text.width, using: &generator)
        let ellipsis = VisibleText("abc", for: profile).cut(to: 1).text

        let head = fitting(Array(text.text), in: cells - 1, profile)
        let spaces = String(repeating: " ", count: cells - 1 - head.width)
        let kept = withoutJoiner(String(head.characters))
        let atEnd = escaped(kept + ellipsis + spaces)
        try #require(escaped(text.cut(to: cells).text) == atEnd, "\(escaped(text.text))")

        let tail = fitting(text.text.reversed(), in: cells - 1, profile)
        let gap = String(repeating: " ", count: cells - 1 - tail.width)
        let atStart = escaped(gap + ellipsis + String(tail.characters.reversed()))
        let cut = text.cut(to: cells, at: .start)
        try #require(escaped(cut.text) == atStart, "\(escaped(text.text))")
    }
}

/// The first of the characters, as many as fit.
private func fitting(
    _ characters: [Character],
    in cells: Int,
    _ profile: TextProfile,
) -> (characters: ArraySlice<Character>, width: Int) {
    var width = 0
    for (index, character) in characters.enumerated() {
        let next = DisplayWidth.of(character, ambiguous: profile.ambiguous)
        if width + next > cells { return (characters[..<index], width) }
        width += next
    }
    return (characters[...], width)
}

private func withoutJoiner(_ text: String) -> String {
    guard let last = text.unicodeScalars.last, last == "\u{200C}" || last == "\u{200D}" else {
        return text
    }
    return String(text.unicodeScalars.dropLast())
}
